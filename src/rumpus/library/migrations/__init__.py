"""How the tables became what they are: one file for each step, run in order when the library opens."""
