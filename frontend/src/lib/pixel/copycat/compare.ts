/** How alike a picture and its copy are, square by square, as the server counts it. */

import { pictureOf } from '#lib/pixel/canvas/pixels.ts';

/** Where a copy is wrong: 64 flags, `1` for a square that differs. */
export function differences(copy: string, original: string): string {
	const [mine, right] = [pictureOf(copy), pictureOf(original)];
	return Array.from(mine, (digit, cell) => (digit === right[cell] ? '0' : '1')).join('');
}

/** How many of 64 squares of a copy are wrong. */
export function wrong(copy: string, original: string): number {
	return [...differences(copy, original)].filter((flag) => flag === '1').length;
}
