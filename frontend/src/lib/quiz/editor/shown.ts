/** A question that is edited, as its players will see it. */

import type { ShownQuestion } from '#lib/quiz/answers/question.ts';
import { isVacant } from '#lib/quiz/editor/checks.ts';
import { hasPictures, isChoice, POINTS, type Question } from '#lib/quiz/editor/document.ts';
import { tidyHtml } from '#lib/quiz/html.ts';

export function shownOf(question: Question): ShownQuestion {
	return {
		id: question.id,
		question: tidyHtml(question.question),
		time: String(question.time ?? 0),
		type: question.kind,
		answers: answersOf(question),
		image: question.image ?? null,
		hide_results: question.hide_results ?? false,
		points: question.points ?? POINTS,
		...(question.image_alt ? { image_alt: question.image_alt } : {}),
		...(question.credit ? { credit: question.credit } : {})
	};
}

function answersOf(question: Question): ShownQuestion['answers'] {
	if (question.kind === 'RANGE') return { min: question.min ?? 0, max: question.max ?? 100 };
	if (!isChoice(question)) return [];
	const pictured = hasPictures(question.kind);
	const there = question.options.filter((option) => !isVacant(option));
	// Players get them shuffled: what stands first in the quiz stands last here.
	const last = question.kind === 'ORDER' ? there.splice(0, 1) : [];
	return [...there, ...last].map((option) => ({
		answer: option.text,
		color: option.color ?? null,
		...(pictured ? { image: option.image ?? null, ...(option.image_alt ? { image_alt: option.image_alt } : {}) } : {})
	}));
}
