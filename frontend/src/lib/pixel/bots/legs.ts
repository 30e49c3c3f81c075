/** Where a computer player steps in the zombie arena: to those it hunts, away from those that hunt it. */

import type { ArenaPlayer, PixelClientPayloads, ZombieGameState } from '#lib/protocol/pixel.generated.ts';
import type { Chance } from '#lib/pixel/bots/sketch.ts';

type Direction = PixelClientPayloads['zombie-move']['direction'];

const SIDE = 32;

/** How far it sees, in steps. */
const SIGHT = 12;

/** How often it steps somewhere by chance, since it is not very clever. */
const SILLY = 0.15;

const STEPS: readonly [Direction, number, number][] = [
	['up', 0, -1],
	['down', 0, 1],
	['left', -1, 0],
	['right', 1, 0],
	['up-left', -1, -1],
	['up-right', 1, -1],
	['down-left', -1, 1],
	['down-right', 1, 1]
];

function away(x: number, y: number, other: ArenaPlayer): number {
	return Math.max(Math.abs(x - other.x), Math.abs(y - other.y));
}

/** The next step of the player with this id; null if it is not in the arena. */
export function nextStep(state: ZombieGameState, id: string, chance: Chance): Direction | null {
	const me = state.players.find((player) => player.id === id);
	if (!me) return null;
	const near = state.players
		.filter((player) => player.isZombie !== me.isZombie && away(me.x, me.y, player) <= SIGHT)
		.sort((one, other) => away(me.x, me.y, one) - away(me.x, me.y, other))[0];
	const open = STEPS.filter(([, x, y]) => me.x + x >= 0 && me.x + x < SIDE && me.y + y >= 0 && me.y + y < SIDE);
	if (!near || chance() < SILLY) return open[Math.floor(chance() * open.length)]?.[0] ?? null;
	const wanted = me.isZombie ? 1 : -1;
	const far = ([, x, y]: (typeof STEPS)[number]) => wanted * away(me.x + x, me.y + y, near);
	return open.reduce((best, step) => (far(step) < far(best) ? step : best))[0];
}
