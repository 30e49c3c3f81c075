/** The kinds of questions, in a word or two. */

import { m } from '#lib/paraglide/messages.js';
import type { Kind } from '#lib/quiz/answers/question.ts';

const NAMES: Record<Kind, () => string> = {
	ABCD: m.results_kind_abcd,
	CHECK: m.results_kind_check,
	VOTING: m.results_kind_voting,
	ORDER: m.results_kind_order,
	RANGE: m.results_kind_range,
	TEXT: m.results_kind_text,
	SLIDE: m.results_kind_slide
};

/** The name of a kind. */
export function kindName(kind: Kind): string {
	return NAMES[kind]();
}
