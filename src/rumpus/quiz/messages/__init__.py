"""What goes over the wire in a quiz, and who may see what of a game."""
