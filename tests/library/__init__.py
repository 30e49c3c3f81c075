"""Tests of the library, on both databases."""
