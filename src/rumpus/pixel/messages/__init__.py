"""What clients and server say to each other in the pixel protocol, every event a type."""
