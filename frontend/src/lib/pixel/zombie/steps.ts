/** Steps in the arena: eight directions, which cells they lead to, and what a key, a thumb or a place means. */

import type { ClientZombieMove } from '#lib/protocol/pixel.generated.ts';

export type Direction = ClientZombieMove['direction'];

/** Cells across and down. */
export interface Cell {
	x: number;
	y: number;
}

/** Cells of a side of the arena. */
export const SIZE = 32;

/** Clockwise, from the top. */
export const DIRECTIONS: readonly Direction[] = [
	'up',
	'up-right',
	'right',
	'down-right',
	'down',
	'down-left',
	'left',
	'up-left'
];

export const ACROSS: Record<Direction, number> = {
	up: 0,
	'up-right': 1,
	right: 1,
	'down-right': 1,
	down: 0,
	'down-left': -1,
	left: -1,
	'up-left': -1
};

export const DOWN: Record<Direction, number> = {
	up: -1,
	'up-right': -1,
	right: 0,
	'down-right': 1,
	down: 1,
	'down-left': 1,
	left: 0,
	'up-left': -1
};

/** Nobody leaves the arena. */
export function inside(place: number): number {
	return place < 0 ? 0 : place >= SIZE ? SIZE - 1 : place;
}

/** How many steps somebody needs across and down: diagonals count as one. */
export function stepsBetween(across: number, down: number): number {
	return Math.max(Math.abs(across), Math.abs(down));
}

/** The direction nearest to the way so far across and down; null if that is nowhere. */
export function directionTo(across: number, down: number): Direction | null {
	if (across === 0 && down === 0) return null;
	const eighth = Math.round(Math.atan2(across, -down) / (Math.PI / 4));
	return DIRECTIONS[(eighth + 8) % 8] ?? null;
}

/** Two keys make a diagonal, opposite ones nothing. */
export function directionOf(held: { up: boolean; down: boolean; left: boolean; right: boolean }): Direction | null {
	return directionTo(Number(held.right) - Number(held.left), Number(held.down) - Number(held.up));
}
