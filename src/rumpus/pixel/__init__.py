"""The pixel-art party games: rules, messages, sockets. Section numbers in docstrings are those of the protocol."""
