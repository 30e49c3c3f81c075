"""The pixel games in Chromium: whole games, played by several windows."""
