/** Undo and redo of a picture: the pictures that were, oldest first. One stroke is one step. */

/** So many steps can be undone. */
export const MOST = 100;

export interface History {
	readonly past: readonly string[];
	readonly now: string;
	readonly future: readonly string[];
}

export function begun(pixels: string): History {
	return { past: [], now: pixels, future: [] };
}

/** A stroke is done. One that changed nothing is no step, and what was undone can still be redone. */
export function changed(history: History, pixels: string): History {
	if (pixels === history.now) return history;
	return { past: [...history.past, history.now].slice(-MOST), now: pixels, future: [] };
}

export function undone({ past, now, future }: History): History {
	const before = past[past.length - 1];
	if (before === undefined) return { past, now, future };
	return { past: past.slice(0, -1), now: before, future: [now, ...future] };
}

export function redone({ past, now, future }: History): History {
	const [after, ...later] = future;
	if (after === undefined) return { past, now, future };
	return { past: [...past, now], now: after, future: later };
}
