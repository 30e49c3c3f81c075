/** What can be done to a picture: 64 hexadecimal digits in, 64 out. A cell is an index, row by row from the upper left. */

import { DIGITS, PAPER } from '#lib/pixel/canvas/palette.ts';

export const SIDE = 8;
export const AREA = SIDE * SIDE;

/** How strokes are repeated: on the other side, above and below, or both. */
export type Symmetry = 'off' | 'sides' | 'ends' | 'both';

/** A picture from whatever came: lower case is read as upper case, what is missing or strange is paper. */
export function pictureOf(text: string): string {
	let pixels = '';
	for (let cell = 0; cell < AREA; cell++) {
		const digit = (text[cell] ?? PAPER).toUpperCase();
		pixels += DIGITS.includes(digit) ? digit : PAPER;
	}
	return pixels;
}

/** The picture with some cells in another colour. */
export function painted(pixels: string, cells: Iterable<number>, digit: string): string {
	const digits = [...pixels];
	for (const cell of cells) if (cell >= 0 && cell < AREA) digits[cell] = digit;
	return digits.join('');
}

/** The cells that touch a cell, side by side and of one colour, however far that goes. */
export function patch(pixels: string, start: number): number[] {
	const found = new Set([start]);
	for (const cell of found) {
		const column = cell % SIDE;
		const beside = [column > 0 ? cell - 1 : -1, column < SIDE - 1 ? cell + 1 : -1, cell - SIDE, cell + SIDE];
		for (const next of beside) {
			if (next >= 0 && next < AREA && pixels[next] === pixels[start]) found.add(next);
		}
	}
	return [...found];
}

/** The cells from one to another, both included, without a hole: each touches the one before, corners count. */
export function line(from: number, to: number): number[] {
	const [x, y] = [from % SIDE, Math.floor(from / SIDE)];
	const across = (to % SIDE) - x;
	const down = Math.floor(to / SIDE) - y;
	const steps = Math.max(Math.abs(across), Math.abs(down), 1);
	return Array.from({ length: from === to ? 1 : steps + 1 }, (_, step) => {
		const part = step / steps;
		return Math.round(y + down * part) * SIDE + Math.round(x + across * part);
	});
}

/** The cells with their mirror images, each once. */
export function mirrored(cells: Iterable<number>, symmetry: Symmetry): number[] {
	const all = new Set<number>();
	for (const cell of cells) {
		const column = cell % SIDE;
		const other = cell - column + (SIDE - 1 - column);
		const sides = symmetry === 'sides' || symmetry === 'both' ? [cell, other] : [cell];
		for (const one of sides) {
			all.add(one);
			if (symmetry === 'ends' || symmetry === 'both') {
				all.add((SIDE - 1 - Math.floor(one / SIDE)) * SIDE + (one % SIDE));
			}
		}
	}
	return [...all];
}

/** How many cells are not paper. */
export function drawn(pixels: string): number {
	return [...pixels].filter((digit) => digit !== PAPER).length;
}
