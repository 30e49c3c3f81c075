"""PixelGuesser: one draws a word, the others guess it."""
