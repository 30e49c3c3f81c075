/** Keys that choose an option: its letter, or its number from 1. */

import { letter } from '#lib/quiz/answers/marks.ts';

/** Which of so many options a key means; null for none. Keys held with others are left to the browser. */
export function indexOfKey(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
	options: number
): number | null {
	if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return null;
	const key = event.key.toUpperCase();
	for (let index = 0; index < options; index++) {
		if (key === letter(index) || key === String(index + 1)) return index;
	}
	return null;
}
