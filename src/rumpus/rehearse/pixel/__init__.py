"""The scripted players of the pixel games, a script for each mode, and what they count."""
