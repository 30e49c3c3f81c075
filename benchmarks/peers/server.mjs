// The peer of the wire benchmark: Socket.IO from npm, all settings at their defaults (per-message compression is off by default).
// usage: node server.mjs [recovery]     prints {"port": n} when it listens, ends with its standard input.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, process.argv.includes("recovery") ? { connectionStateRecovery: {} } : {});

io.on("connection", (socket) => {
  socket.join("everybody");
  socket.on("count", (number, text, acknowledge) => acknowledge(number));
  socket.on("broadcast", (payload) => io.to("everybody").emit("news", payload));
  socket.on("echo", (...args) => socket.emit("echo", ...args));
});

http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log(JSON.stringify({ port: http.address().port })));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
