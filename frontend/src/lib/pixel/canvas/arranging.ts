/** How the grid, the colours and the tools share a place: the grid as large as it can be. */

/** In pixels of the page. */
export interface Arrangement {
	/** Colours and tools stand beside the grid, else below it. */
	beside: boolean;
	/** Of the grid: whole pixels for each of its cells, so that all are alike. */
	side: number;
	/** How many colours stand in a row. */
	columns: 4 | 8;
	/** A colour or a tool. */
	width: number;
	height: number;
	/** There is room for all tools at once, and for the list of keys below them. */
	roomy: boolean;
}

/** Between two colours, and between grid, colours and tools; the same in Canvas.svelte. */
export const GAP = 4;
export const AIR = 8;

/** The smallest a thumb hits with ease, the smallest of all where the window is low, and the largest that is still
 * pleasant; in rem. */
const TOUCH = 2.75;
const SMALLEST = 2.375;
const LARGEST = 5.5;

/** What stands below the tools where there is room: the switch of the marks and the list of keys, and how wide; in rem. */
const BELOW = 18.75;
const WIDE = 15;

/** A window of a phone on its side; in rem. */
const LOW = 20;

const within = (least: number, size: number, most: number): number => Math.max(least, Math.min(size, most));
const whole = (size: number): number => Math.max(8, Math.floor(size / 8) * 8);

/** The arrangement in which the grid is largest, in a place of this size. `rem` is in pixels. */
export function arranged(width: number, height: number, rem = 16): Arrangement {
	const ways = [below(width, height, rem), beside(width, height, rem, 4), beside(width, height, rem, 8)];
	if (height < LOW * rem) ways.push(beside(width, height, rem, 4, SMALLEST));
	// Tools beside the grid, where that costs little: all of them are seen at once.
	return ways.reduce((best, way) => (way.side > best.side * (way.roomy ? 0.94 : 1) ? way : best));
}

function below(width: number, height: number, rem: number): Arrangement {
	const high = within(TOUCH * rem, height * 0.07, LARGEST * rem * 0.75);
	const side = whole(Math.min(width, height - 3 * high - GAP - 2 * AIR));
	// As wide as the grid, unless that were too narrow for fingers.
	const row = Math.min(width, Math.max(side, 8 * TOUCH * rem + 7 * GAP));
	const each = Math.floor((row - 7 * GAP) / 8);
	return { beside: false, side, columns: 8, width: each, height: high, roomy: false };
}

function beside(width: number, height: number, rem: number, columns: 4 | 8, least = TOUCH): Arrangement {
	const touch = least * rem;
	const rows = columns === 4 ? 6 : 3;
	const gaps = (rows - 2) * GAP + AIR;
	const left = height - gaps - 2 * AIR - BELOW * rem;
	const roomy = columns === 4 && left >= rows * touch;
	const high = within(touch, Math.min(height / 12, roomy ? left / rows : Infinity), LARGEST * rem);
	const wide = roomy ? Math.max(high, (WIDE * rem - (columns - 1) * GAP) / columns) : high;
	const side = whole(Math.min(height, width - columns * wide - (columns - 1) * GAP - 2 * AIR));
	const fits = rows * touch + gaps <= height;
	return { beside: true, side: fits ? side : 8, columns, width: wide, height: high, roomy };
}
