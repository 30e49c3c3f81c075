/** The sixteen colours of a picture of 8 by 8. A picture is 64 hexadecimal digits, the upper row first. */

import { m } from '#lib/paraglide/messages.js';

export interface Colour {
	/** As `#rrggbb`, the same in both themes and in files. */
	hex: string;
	/** In the language of the page. */
	name: () => string;
}

/** By index. What each digit means is agreed with every client of the protocol; the exact shades are ours. */
export const COLOURS: readonly Colour[] = [
	{ hex: '#1b1521', name: m.canvas_colour_black },
	{ hex: '#ffffff', name: m.canvas_colour_white },
	{ hex: '#e8382f', name: m.canvas_colour_red },
	{ hex: '#8e1b2b', name: m.canvas_colour_dark_red },
	{ hex: '#5cc13f', name: m.canvas_colour_green },
	{ hex: '#17693a', name: m.canvas_colour_dark_green },
	{ hex: '#2f86ea', name: m.canvas_colour_blue },
	{ hex: '#1d2f85', name: m.canvas_colour_dark_blue },
	{ hex: '#ffdc3d', name: m.canvas_colour_yellow },
	{ hex: '#f78d1e', name: m.canvas_colour_orange },
	{ hex: '#7f4a26', name: m.canvas_colour_brown },
	{ hex: '#ff97c6', name: m.canvas_colour_pink },
	{ hex: '#8c3fb9', name: m.canvas_colour_purple },
	{ hex: '#43d0e3', name: m.canvas_colour_cyan },
	{ hex: '#8d8994', name: m.canvas_colour_gray },
	{ hex: '#e5c293', name: m.canvas_colour_tan }
];

/** The digits, each at the index of its colour. */
export const DIGITS = '0123456789ABCDEF';

/** What a picture is drawn on: white. */
export const PAPER = '1';

/** Nothing but paper. */
export const EMPTY = PAPER.repeat(64);

/** What one draws with first: black. */
export const INK = '0';

/** The colour of a digit; paper for anything else. */
export function colourOf(digit: string): Colour {
	return (COLOURS[DIGITS.indexOf(digit)] ?? COLOURS[1]) as Colour;
}
