"""The rules of the pixel games, pure: an instance with its lobby, and in a folder of its own each mode."""
