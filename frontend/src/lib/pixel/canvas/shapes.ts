/** Squares as paths of an SVG in which each has the size 1: few, so that many pictures, or one that changes often, are cheap. */

import { COLOURS, DIGITS, PAPER } from '#lib/pixel/canvas/palette.ts';
import { SIDE } from '#lib/pixel/canvas/pixels.ts';

export interface Shape {
	hex: string;
	/** For `d` of a path. */
	path: string;
}

/**
 * The path of each ink in rows of letters, for `d`. Squares side by side in a row are one rectangle.
 *
 * @param nothing the letter of squares that are left out
 */
export function pathsOf(rows: readonly string[], nothing = '.'): [ink: string, path: string][] {
	const paths = new Map<string, string>();
	rows.forEach((row, y) => {
		for (let x = 0; x < row.length;) {
			const ink = row[x] as string;
			const start = x;
			while (row[x] === ink) x++;
			const wide = x - start;
			if (ink !== nothing) paths.set(ink, `${paths.get(ink) ?? ''}M${start} ${y}h${wide}v1h-${wide}z`);
		}
	});
	return [...paths];
}

/** The path of a drawing in one ink, such as an icon. */
export function pathOf(rows: readonly string[]): string {
	return pathsOf(rows)
		.map(([, path]) => path)
		.join('');
}

/** One path for each colour that is on the picture, paper left out. */
export function shapesOf(pixels: string): Shape[] {
	const rows = Array.from({ length: SIDE }, (_, y) => pixels.slice(y * SIDE, (y + 1) * SIDE));
	return pathsOf(rows, PAPER).map(([digit, path]) => ({ hex: COLOURS[DIGITS.indexOf(digit)]?.hex ?? 'none', path }));
}
