"""Results of games, and the children in them."""
