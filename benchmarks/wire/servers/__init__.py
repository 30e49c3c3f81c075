"""The servers that are measured; each prints its port and ends with its standard input."""
