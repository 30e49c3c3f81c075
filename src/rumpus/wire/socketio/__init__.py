"""Socket.IO protocol 5 on Engine.IO: namespaces, events, rooms, acknowledgements, recovery."""
