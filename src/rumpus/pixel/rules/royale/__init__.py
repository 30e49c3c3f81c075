"""CopyCat Royale: CopyCat for up to a hundred, of whom the worst go every round."""
