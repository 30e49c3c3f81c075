// The peer of the arena's benchmark: the traffic of the original's zombie arena and none of its rules. Everybody in an arena of so many
// is told where all of them are, 20 times a second, in one broadcast; a move moves somebody by one cell, at most every 100 ms.
// usage: node zombies.mjs [PLAYERS OF AN ARENA]     prints {"port": n} when it listens, ends with its standard input.
import { createServer } from "node:http";
import { Server } from "socket.io";

const SIZE = Number(process.argv[2] ?? 100);
const EDGE = 31;
const COOLDOWN = 100;
const TICK = 50;
const STEPS = {
  up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0],
  "up-left": [-1, -1], "up-right": [1, -1], "down-left": [-1, 1], "down-right": [1, 1],
};

const http = createServer();
const io = new Server(http);
const arenas = [];

const clamped = (value) => Math.max(0, Math.min(EDGE, value));
const cell = () => Math.floor(Math.random() * (EDGE + 1));

function arenaWithRoom() {
  const last = arenas.at(-1);
  if (last && last.players.length < SIZE) return last;
  const arena = { room: `arena ${arenas.length}`, players: [], since: Date.now() };
  arenas.push(arena);
  return arena;
}

io.on("connection", (socket) => {
  const arena = arenaWithRoom();
  const number = arena.players.length;
  const player = {
    id: socket.id.slice(0, 16), name: `Painter#${String(number).padStart(4, "0")}`, x: cell(), y: cell(),
    isZombie: number % 10 === 0, isBot: false, hasHealingItem: false,
  };
  let movedAt = 0;
  arena.players.push(player);
  socket.join(arena.room);
  socket.on("zombie-move", ({ direction }) => {
    const now = Date.now();
    const step = STEPS[direction];
    if (step === undefined || now - movedAt < COOLDOWN) return;
    movedAt = now;
    player.x = clamped(player.x + step[0]);
    player.y = clamped(player.y + step[1]);
  });
});

setInterval(() => {
  for (const { room, players, since } of arenas) {
    const zombies = players.filter((player) => player.isZombie).length;
    io.to(room).emit("zombie-game-state", {
      players, timeRemaining: Math.max(0, 60 - Math.floor((Date.now() - since) / 1000)),
      survivorCount: players.length - zombies, zombieCount: zombies, items: [], effects: [],
      zombieSpeedBoostActive: false, zombieSpeedBoostRemaining: 0, playersWithHealingTouch: [],
    });
  }
}, TICK);

http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => console.log(JSON.stringify({ port: http.address().port })));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
