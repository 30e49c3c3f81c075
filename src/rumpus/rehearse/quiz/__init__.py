"""The scripted host and players of a quiz, and what they count."""
