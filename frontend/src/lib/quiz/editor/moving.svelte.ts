/** Moving rows by keyboard: the focus goes with the row, and where it is now is said. */

import { tick } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

/** What was moved last, for a live region. */
export class Moves {
	said = $state('');

	/**
	 * @param words the row in words
	 * @param name of its handle
	 */
	async step(
		from: number,
		by: number,
		count: number,
		words: string,
		name: string,
		move: (from: number, to: number) => void
	): Promise<void> {
		const to = from + by;
		if (to < 0 || to >= count) return;
		move(from, to);
		await tick();
		document.querySelector<HTMLElement>(`[data-handle="${name}"]`)?.focus();
		this.said = m.editor_moved({ what: words, place: to + 1, count });
	}
}
