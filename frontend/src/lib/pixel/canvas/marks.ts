/**
 * A mark for each colour, for those who cannot tell the colours apart: five by five squares, `#` is ink. Where two
 * colours are light and dark of one kind, the mark of the dark one is the outline of the other.
 */

import { COLOURS, DIGITS } from '#lib/pixel/canvas/palette.ts';
import { SIDE } from '#lib/pixel/canvas/pixels.ts';

/** By index of the colour. Paper is what has none: marks all over it would hide the picture. */
export const MARKS: readonly (readonly string[])[] = [
	['#...#', '.#.#.', '..#..', '.#.#.', '#...#'],
	['.....', '.....', '.....', '.....', '.....'],
	['.#.#.', '#####', '#####', '.###.', '..#..'],
	['.#.#.', '#.#.#', '#...#', '.#.#.', '..#..'],
	['..#..', '.###.', '.###.', '#####', '#####'],
	['..#..', '.#.#.', '.#.#.', '#...#', '#####'],
	['.###.', '#####', '#####', '#####', '.###.'],
	['.###.', '#...#', '#...#', '#...#', '.###.'],
	['#.#.#', '.###.', '#####', '.###.', '#.#.#'],
	['..#..', '..#..', '#####', '..#..', '..#..'],
	['#####', '.....', '#####', '.....', '#####'],
	['..#..', '.#.#.', '#...#', '.#.#.', '..#..'],
	['#.#.#', '#.#.#', '#.#.#', '#.#.#', '#.#.#'],
	['....#', '...#.', '..#..', '.#...', '#....'],
	['#.#.#', '.#.#.', '#.#.#', '.#.#.', '#.#.#'],
	['##.##', '#...#', '.....', '#...#', '##.##']
];

export type Ink = 'dark' | 'light';

/** The luminance of a colour as WCAG counts it, 0 to 1. */
export function luminance(hex: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Where black and white are read equally well on a colour. */
const MIDDLE = 0.179;

/** With which ink a mark is seen on each colour, by index. */
export const INKS: readonly Ink[] = COLOURS.map(({ hex }) => (luminance(hex) > MIDDLE ? 'dark' : 'light'));

/** A square of a mark, where a cell of the picture has the size 1, and the margin on each side of five of them. */
const SQUARE = 0.13;
const MARGIN = (1 - 5 * SQUARE) / 2;

/** The marks of all cells of a picture, as one path for each ink, in an SVG whose cells have the size 1. */
export function marksOf(pixels: string): Record<Ink, string> {
	const paths = { dark: '', light: '' };
	for (let cell = 0; cell < pixels.length; cell++) {
		const colour = DIGITS.indexOf(pixels[cell] as string);
		paths[INKS[colour] ?? 'dark'] += markAt(colour, cell % SIDE, Math.floor(cell / SIDE));
	}
	return paths;
}

/** The mark of a colour, by its index, in the cell of a column and a row. */
export function markAt(colour: number, column = 0, row = 0): string {
	let path = '';
	MARKS[colour]?.forEach((squares, y) => {
		for (const run of squares.matchAll(/#+/g)) {
			const x = rounded(column + MARGIN + run.index * SQUARE);
			const wide = rounded(run[0].length * SQUARE);
			path += `M${x} ${rounded(row + MARGIN + y * SQUARE)}h${wide}v${SQUARE}h-${wide}z`;
		}
	});
	return path;
}

function rounded(size: number): number {
	return Math.round(size * 1000) / 1000;
}
