"""Tests in real Chromium against a server process of its own, over plain http on a name that is not localhost."""
