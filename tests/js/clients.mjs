// Real socket.io clients, driven by JSON lines: commands on stdin, what happens to the clients on stdout.
//
//   {"client": "a", "do": "open", "url": "http://...", "options": {...}}   another socket on the manager of "of", if given
//   {"client": "a", "do": "emit", "args": ["name", ...]}
//   {"client": "a", "do": "ask", "args": ["name", ...]}                    with acknowledgement
//   {"client": "a", "do": "close"}
//
// Bytes are {"$": "base64"} on both pipes. The process ends with stdin.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const clients = new Map();

const toWire = (_, value) =>
  value?.type === "Buffer" ? { $: Buffer.from(value.data).toString("base64") } : value;
const fromWire = (_, value) =>
  typeof value?.$ === "string" ? Buffer.from(value.$, "base64") : value;

function tell(client, kind, ...args) {
  process.stdout.write(JSON.stringify({ client, kind, args }, toWire) + "\n");
}

function open({ client, url, options, of }) {
  const settings = { reconnectionDelay: 20, reconnectionDelayMax: 50, randomizationFactor: 0, ...options };
  const socket = of
    ? clients.get(of).io.socket(url, settings)
    : io(url, { forceNew: true, ...settings });
  clients.set(client, socket);
  socket.on("connect", () => tell(client, "connect", socket.id, socket.recovered ?? false));
  socket.on("disconnect", (reason) => tell(client, "disconnect", reason));
  socket.on("connect_error", (error) => tell(client, "connect_error", error.message, error.data ?? null));
  socket.onAny((...args) => {
    const ack = typeof args.at(-1) === "function" ? args.pop() : null;
    tell(client, "event", ...args);
    ack?.("answer to", ...args);
  });
  if (!of) {
    socket.io.on("open", () => {
      socket.io.engine.on("upgrade", (transport) => tell(client, "upgrade", transport.name));
    });
  }
}

const commands = {
  open,
  emit: ({ client, args }) => clients.get(client).emit(...args),
  ask: ({ client, args, timeout = 4000 }) =>
    clients
      .get(client)
      .timeout(timeout)
      .emit(...args, (error, ...answer) => tell(client, "answer", error ? error.message : null, ...answer)),
  close: ({ client }) => clients.get(client).close(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line, fromWire);
  commands[command.do](command);
}
process.exit();
