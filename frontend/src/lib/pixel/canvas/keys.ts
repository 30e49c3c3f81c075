/** Which key does what while one draws. They work where the focus is on the canvas or its tools, nowhere else. */

import type { Tool } from '#lib/pixel/canvas/painting.svelte.ts';
import { SIDE } from '#lib/pixel/canvas/pixels.ts';

export type Command =
	| { does: 'take'; digit: string }
	| { does: 'use'; tool: Tool }
	| { does: 'undo' | 'redo' | 'clear' | 'mirror' | 'paint' | 'erase' }
	/** To another cell, drawing on the way or not. */
	| { does: 'move'; to: (cell: number) => number; draws: boolean };

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What needs a letter that no colour has. */
const TOOLS: Record<string, Tool> = { p: 'pencil', r: 'eraser', g: 'fill', i: 'pick' };

const WAYS: Record<string, (cell: number) => number> = {
	ArrowLeft: (cell) => (cell % SIDE > 0 ? cell - 1 : cell),
	ArrowRight: (cell) => (cell % SIDE < SIDE - 1 ? cell + 1 : cell),
	ArrowUp: (cell) => (cell >= SIDE ? cell - SIDE : cell),
	ArrowDown: (cell) => (cell < SIDE * (SIDE - 1) ? cell + SIDE : cell),
	Home: (cell) => cell - (cell % SIDE),
	End: (cell) => cell - (cell % SIDE) + SIDE - 1,
	PageUp: (cell) => cell % SIDE,
	PageDown: (cell) => SIDE * (SIDE - 1) + (cell % SIDE)
};

/** What a key means on the grid; null: nothing, the browser has it. */
export function onGrid(pressed: Pressed): Command | null {
	const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
	if (!altKey && !ctrlKey && !metaKey) {
		const way = WAYS[key];
		if (way) return { does: 'move', to: way, draws: shiftKey };
		if (key === ' ' || key === 'Enter') return { does: 'paint' };
		if (key === 'Delete' || key === 'Backspace') return { does: 'erase' };
	}
	return anywhere(pressed);
}

/** What a key means on the tools, too. */
export function anywhere({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): Command | null {
	const letter = key.toLowerCase();
	if (altKey) return null;
	if (ctrlKey || metaKey) {
		if (letter === 'z') return { does: shiftKey ? 'redo' : 'undo' };
		return letter === 'y' ? { does: 'redo' } : null;
	}
	if (/^[0-9a-f]$/.test(letter)) return { does: 'take', digit: letter.toUpperCase() };
	if (letter === 'm') return { does: 'mirror' };
	if (letter === 'n') return { does: 'clear' };
	const tool = TOOLS[letter];
	return tool ? { does: 'use', tool } : null;
}
