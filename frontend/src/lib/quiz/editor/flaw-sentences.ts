/** What is wrong with a field, in a sentence that says what to do. */

import { m } from '#lib/paraglide/messages.js';
import { number } from '#lib/i18n/language.svelte.ts';
import type { Flaw } from '#lib/quiz/editor/checks.ts';

/** The sentence for a flaw; null for none. Call it in a template: it follows the language. */
export function flawSentence(flaw: Flaw | null): string | null {
	if (flaw === null) return null;
	const { code, values } = flaw;
	const written = (name: string) => number(Number(values[name] ?? 0));
	switch (code) {
		case 'missing':
			return m.editor_flaw_missing();
		case 'empty':
			return m.editor_flaw_empty();
		case 'too_long':
			return m.editor_flaw_too_long({ count: written('count'), limit: written('limit') });
		case 'whole_number':
			return m.editor_flaw_whole_number({ least: written('least'), most: written('most') });
		case 'too_few_options':
			return m.editor_flaw_too_few_options({ limit: written('limit') });
		case 'too_many_options':
			return m.editor_flaw_too_many_options({ limit: written('limit') });
		case 'none_right':
			return m.editor_flaw_none_right();
		case 'empty_right':
			return m.editor_flaw_empty_right();
		case 'same':
			return m.editor_flaw_same({ number: written('number') });
		case 'max_not_larger':
			return m.editor_flaw_max_not_larger();
		case 'span_reversed':
			return m.editor_flaw_span_reversed();
		case 'below_min':
			return m.editor_flaw_below_min();
		case 'above_max':
			return m.editor_flaw_above_max();
		case 'no_questions':
			return m.editor_flaw_no_questions();
		case 'too_many_questions':
			return m.editor_flaw_too_many_questions({ limit: written('limit') });
		case 'slides_too_long':
			return m.editor_flaw_slides_too_long();
		case 'language':
			return m.editor_flaw_language();
		case 'colour':
			return m.editor_flaw_colour();
		case 'picture':
			return m.editor_flaw_picture();
		case 'alt_missing':
			return m.editor_flaw_alt_missing();
		case 'other':
			return m.editor_flaw_other({ what: String(values.what ?? '') });
	}
}
