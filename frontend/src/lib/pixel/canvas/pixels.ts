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

/** A place on the picture, or beside it: whole columns and rows. */
export interface Point {
	x: number;
	y: number;
}

export function pointOf(cell: number): Point {
	return { x: cell % SIDE, y: Math.floor(cell / SIDE) };
}

/** The cells of the picture from one point to another, both included: each touches the one before, corners count. */
export function line(from: Point, to: Point): number[] {
	const [across, down] = [to.x - from.x, to.y - from.y];
	const steps = Math.max(Math.abs(across), Math.abs(down));
	const cells: number[] = [];
	for (let step = 0; step <= steps; step++) {
		const x = from.x + Math.round((across * step) / Math.max(steps, 1));
		const y = from.y + Math.round((down * step) / Math.max(steps, 1));
		if (x >= 0 && x < SIDE && y >= 0 && y < SIDE) cells.push(y * SIDE + x);
	}
	return cells;
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
