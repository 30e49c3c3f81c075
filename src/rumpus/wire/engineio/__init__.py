"""Engine.IO protocol 4: sessions over long-polling and WebSocket. Usable by itself."""
