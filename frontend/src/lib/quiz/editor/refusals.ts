/** What the server found wrong with a quiz, as flaws beside the field. It says it in English; here are its sentences. */

import type { Code, Flaw, Values } from '#lib/quiz/editor/checks.ts';
import type { QuizDocument } from '#lib/quiz/editor/document.ts';

interface Wrong {
	where: string;
	what: string;
}

type Reading = [RegExp, Code, (found: RegExpExecArray) => Values];

const READINGS: Reading[] = [
	[/^is missing$/, 'missing', none],
	[/^must not be empty$/, 'empty', none],
	[
		/^is too long: (\d+) of at most (\d+)/,
		'too_long',
		([, count, limit]) => ({ count: Number(count), limit: Number(limit) })
	],
	[
		/^must be a whole number.* from (-?\d+) to (-?\d+)$/,
		'whole_number',
		([, least, most]) => ({ least: Number(least), most: Number(most) })
	],
	[/^must be a colour/, 'colour', none],
	[/^must be the id of a picture/, 'picture', none],
	[/^must be a language tag/, 'language', none],
	[/^none of them is right$/, 'none_right', none],
	[/^is the same as that of number (\d+)$/, 'same', ([, number]) => ({ number: Number(number) })],
	[/^must be larger than min$/, 'max_not_larger', none],
	[/^must not be smaller than min_correct$/, 'span_reversed', none],
	[/^must not be smaller than min$/, 'below_min', none],
	[/^must not be larger than max$/, 'above_max', none],
	[/^all slides together/, 'slides_too_long', none]
];

/** The flaws that the server told of a document that was sent to it. */
export function flawsTold(wrong: Wrong[], sent: QuizDocument): Flaw[] {
	return wrong.map(({ where, what }) => {
		const found = /^questions\[(\d+)\]\.?(.*)$/.exec(where);
		const question = found ? (sent.questions[Number(found[1])]?.id ?? null) : null;
		return { question, field: found ? (found[2] ?? '') : where, ...readWhat(what) };
	});
}

/** What one of its sentences means. */
export function readWhat(what: string): { code: Code; values: Values } {
	for (const [pattern, code, values] of READINGS) {
		const found = pattern.exec(what);
		if (found) return { code, values: values(found) };
	}
	return { code: 'other', values: { what } };
}

/** Ids of pictures that the server does not know as this account's (code `picture_unknown`). */
export function picturesTold(errors: unknown): string[] {
	if (!Array.isArray(errors)) return [];
	return errors.map((error) => /^picture ([^:\s]+):/.exec(String(error))?.[1] ?? '').filter(Boolean);
}

function none(): Values {
	return {};
}
