"""A Socket.IO server: Engine.IO protocol 4, Socket.IO protocol 5, WebSocket and long-polling. It knows no game."""
