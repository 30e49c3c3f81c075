/** What computer players draw: little creatures of chance, and copies with mistakes. */

/** A number from 0 up to 1, as `Math.random` gives it. */
export type Chance = () => number;

const SIDE = 8;
const PAPER = 1;

/** Colours that look like something beside each other, by their number in the palette. */
const PAIRS = [
	[2, 0],
	[4, 5],
	[6, 13],
	[8, 9],
	[11, 12],
	[10, 15],
	[3, 9],
	[7, 6]
] as const;

function pick<T>(choices: readonly T[], chance: Chance): T {
	return choices[Math.floor(chance() * choices.length)] as T;
}

/** How likely a square is part of the body, by its column from the edge to the middle. */
const BODY = [0.3, 0.6, 0.85, 1] as const;

/** A drawing of 64 hexadecimal digits: a creature whose left half is the mirror of its right one. */
export function creature(chance: Chance): string {
	const [skin, eyes] = pick(PAIRS, chance);
	const look = { x: chance() < 0.5 ? 1 : 2, y: 1 + Math.floor(chance() * 3) };
	const mouth = look.y + 2;
	const thin = 0.4 + chance() * 0.6;
	const half = Array.from({ length: SIDE }, (_, y) =>
		BODY.map((likely, x) => {
			if (x === look.x && y === look.y) return eyes;
			if (x === 3 && y === mouth) return eyes;
			const atEdge = y === 0 || y === SIDE - 1;
			return chance() < likely * (atEdge ? 0.45 : x === 3 ? 1 : thin) ? skin : PAPER;
		})
	);
	return half
		.map((row) => [...row, ...[...row].reverse()])
		.map((row) => row.map((colour) => colour.toString(16).toUpperCase()).join(''))
		.join('');
}

/**
 * A copy of a picture by somebody who remembers so much of it.
 * @param skill 0 to 1: the share of squares that are surely right
 */
export function copyOf(pixels: string, skill: number, chance: Chance): string {
	const colours = [...new Set(pixels)];
	return [...pixels].map((pixel) => (chance() < skill ? pixel : pick(colours, chance))).join('');
}
