/** A picture as paths of an SVG whose cells have the size 1: few, so that many pictures, or one that changes often, are cheap. */

import { COLOURS, DIGITS, PAPER } from '#lib/pixel/canvas/palette.ts';
import { SIDE } from '#lib/pixel/canvas/pixels.ts';

export interface Shape {
	hex: string;
	/** For `d` of a path. */
	path: string;
}

/** One path for each colour that is on the picture, paper left out. Cells side by side in a row are one rectangle. */
export function shapesOf(pixels: string): Shape[] {
	const paths = new Map<string, string>();
	for (let cell = 0; cell < pixels.length;) {
		const digit = pixels[cell] as string;
		const rowEnd = cell - (cell % SIDE) + SIDE;
		const start = cell;
		while (cell < rowEnd && pixels[cell] === digit) cell++;
		if (digit === PAPER) continue;
		const wide = cell - start;
		const at = `M${start % SIDE} ${Math.floor(start / SIDE)}h${wide}v1h-${wide}z`;
		paths.set(digit, (paths.get(digit) ?? '') + at);
	}
	return [...paths].map(([digit, path]) => ({ hex: COLOURS[DIGITS.indexOf(digit)]?.hex ?? 'none', path }));
}
