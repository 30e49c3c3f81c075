"""The pixel games on their namespaces: what sockets say becomes commands, what follows becomes messages."""
