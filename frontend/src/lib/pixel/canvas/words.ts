/** What is said about drawing, in the language of the page. */

import { m } from '#lib/paraglide/messages.js';
import type { Command } from '#lib/pixel/canvas/keys.ts';
import { colourOf } from '#lib/pixel/canvas/palette.ts';
import type { Painting, Tool } from '#lib/pixel/canvas/painting.svelte.ts';
import { SIDE, type Symmetry } from '#lib/pixel/canvas/pixels.ts';

export const SYMMETRY_NAMES: Record<Symmetry, () => string> = {
	off: m.canvas_mirror_off,
	sides: m.canvas_mirror_sides,
	ends: m.canvas_mirror_ends,
	both: m.canvas_mirror_both
};

export const TOOL_NAMES: Record<Tool, () => string> = {
	pencil: m.canvas_pencil,
	eraser: m.canvas_eraser,
	fill: m.canvas_fill,
	pick: m.canvas_pick
};

/** A square and its colour: "row 3, column 4, red". */
export function squareOf(painting: Painting, cell: number): string {
	const colour = colourOf(painting.pixels[cell] ?? '').name();
	return m.canvas_cell({ row: Math.floor(cell / SIDE) + 1, column: (cell % SIDE) + 1, colour });
}

/** What a command did, for those who do not see it; empty where the focus tells it. */
export function done(command: Command, painting: Painting): string {
	if (command.does === 'take') return colourOf(command.digit).name();
	if (command.does === 'use') return TOOL_NAMES[command.tool]();
	if (command.does === 'mirror') return m.canvas_mirror({ how: SYMMETRY_NAMES[painting.symmetry]() });
	if (command.does === 'undo') return m.canvas_undone();
	if (command.does === 'redo') return m.canvas_redone();
	if (command.does === 'clear') return m.canvas_cleared();
	return command.does === 'move' && !command.draws ? '' : squareOf(painting, painting.cursor);
}

/** Which keys do what. */
export const KEYS: { keys: () => string; what: () => string }[] = [
	{ keys: m.canvas_keys_arrows, what: m.canvas_keys_move },
	{ keys: m.canvas_keys_shift_arrows, what: m.canvas_keys_move_drawing },
	{ keys: m.canvas_keys_space, what: m.canvas_keys_draw },
	{ keys: m.canvas_keys_delete, what: m.canvas_keys_erase },
	{ keys: () => '0–9, A–F', what: m.canvas_keys_colours },
	{ keys: () => 'P, R, G, I', what: m.canvas_keys_tools },
	{ keys: () => 'M', what: m.canvas_keys_mirror },
	{ keys: m.canvas_keys_ctrl, what: m.canvas_keys_undo },
	{ keys: () => 'N', what: m.canvas_clear }
];

/** How to draw by keyboard, and with which colour one would, in one line. */
export function helpOf(painting: Painting): string {
	const keys = KEYS.map(({ keys, what }) => `${keys()}: ${what()}.`);
	return [m.canvas_in_hand({ colour: colourOf(painting.colour).name() }), ...keys].join(' ');
}
