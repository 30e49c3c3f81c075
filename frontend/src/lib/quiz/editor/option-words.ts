/** Options, as they are called in labels and announcements. */

import { m } from '#lib/paraglide/messages.js';
import { letter } from '#lib/quiz/answers/marks.ts';
import type { Option } from '#lib/quiz/editor/document.ts';

/** By its letter, or its number where the order counts. */
export function nameOfOption(index: number, ordered: boolean): string {
	return m.editor_option({ letter: ordered ? String(index + 1) : letter(index) });
}

/** By its text; by its name while it has none. */
export function wordsOfOption(option: Option, index: number, ordered: boolean): string {
	return option.text.trim() || nameOfOption(index, ordered);
}
