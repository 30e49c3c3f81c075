/** Who and what is near somebody in the arena, and which way is free: what the markers point at and the radar tells. */

import type { Arena } from '#lib/pixel/zombie/arena.ts';
import {
	ACROSS,
	type Direction,
	DIRECTIONS,
	directionTo,
	DOWN,
	inside,
	stepsBetween
} from '#lib/pixel/zombie/steps.ts';

export interface Near {
	kind: 'zombie' | 'survivor' | 'healing-touch' | 'speed-boost';
	/** Where it is from here, in cells. */
	across: number;
	down: number;
	/** 0: on the same cell. */
	steps: number;
	/** Null: on the same cell. */
	direction: Direction | null;
	/** It carries a healing touch. */
	heals: boolean;
}

/** So many steps away a zombie is no threat yet. */
export const SIGHT = 12;

/** So many steps ahead somebody looks who wants to get away. */
const AHEAD = 5;

/** How much better another way has to be before one turns. */
const BETTER = 1;

/** Those nearest to somebody, of the other role: the nearest first, `most` at most. */
export function opponents(arena: Arena, who: number, most: number): Near[] {
	const x = arena.cellX[who] ?? 0;
	const y = arena.cellY[who] ?? 0;
	const role = arena.isZombie[who];
	const found: Near[] = [];
	for (let i = 0; i < arena.count; i++) {
		if (arena.isZombie[i] === role) continue;
		const across = (arena.cellX[i] as number) - x;
		const down = (arena.cellY[i] as number) - y;
		const steps = stepsBetween(across, down);
		const last = found[found.length - 1];
		if (found.length === most && last && steps >= last.steps) continue;
		const kind = role ? 'survivor' : 'zombie';
		const near: Near = { kind, across, down, steps, direction: directionTo(across, down), heals: arena.heals[i] === 1 };
		const place = found.findIndex((other) => other.steps > steps);
		found.splice(place < 0 ? found.length : place, 0, near);
		if (found.length > most) found.pop();
	}
	return found;
}

/** The nearest thing that somebody may take; null if there is none. */
export function thing(arena: Arena, who: number): Near | null {
	const x = arena.cellX[who] ?? 0;
	const y = arena.cellY[who] ?? 0;
	const wanted = arena.isZombie[who] ? 'speed-boost' : 'healing-touch';
	let nearest: Near | null = null;
	for (const item of arena.items) {
		if (item.type !== wanted) continue;
		const across = item.x - x;
		const down = item.y - y;
		const steps = stepsBetween(across, down);
		if (nearest && steps >= nearest.steps) continue;
		nearest = { kind: wanted, across, down, steps, direction: directionTo(across, down), heals: false };
	}
	return nearest;
}

/** How far the nearest zombie is on the way in a direction: the worst moment counts, and walls stop. */
function room(arena: Arena, who: number, direction: Direction): number {
	const fromX = arena.cellX[who] ?? 0;
	const fromY = arena.cellY[who] ?? 0;
	let worst = SIGHT;
	for (let step = 1; step <= AHEAD; step++) {
		const x = inside(fromX + ACROSS[direction] * step);
		const y = inside(fromY + DOWN[direction] * step);
		let nearest = SIGHT;
		for (let i = 0; i < arena.count; i++) {
			if (arena.isZombie[i] !== 1) continue;
			const steps = stepsBetween((arena.cellX[i] as number) - x, (arena.cellY[i] as number) - y);
			if (steps < nearest) nearest = steps;
		}
		// What is far ahead may have changed until one is there; where one ends up counts most.
		worst = Math.min(worst, nearest + (step < AHEAD ? 2 : 0));
	}
	return worst;
}

/**
 * Where a survivor gets away best; null if nobody is near. `before` is what was said last: it is kept unless another way
 * is clearly better, so that the word does not change all the time.
 */
export function wayFree(arena: Arena, who: number, before: Direction | null): Direction | null {
	const [nearest] = opponents(arena, who, 1);
	if (!nearest || nearest.steps > SIGHT) return null;
	let best: Direction | null = null;
	let most = -1;
	for (const direction of DIRECTIONS) {
		const free = room(arena, who, direction) + (direction === before ? BETTER : 0);
		if (free > most) {
			best = direction;
			most = free;
		}
	}
	return best;
}
