"""Pixel Battle: everybody draws the same prompt, and votes between two pictures at a time."""
