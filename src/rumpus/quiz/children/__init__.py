"""What protects children at a quiz: made-up nicknames, and names that nobody should read on a projector."""
