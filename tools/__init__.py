"""Tools of this checkout: what makes the generated documentation."""
