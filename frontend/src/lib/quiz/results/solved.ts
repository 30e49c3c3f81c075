/** Questions of quiz files in the form in which they are solved on the wire: what the charts are drawn from. */

import type { Schemas } from '#lib/api/client.ts';
import type { SolvedQuestion } from '#lib/protocol/quiz.generated.ts';
import type { Question } from '#lib/quiz/editor/document.ts';

/** A question with its solution. */
export function solvedOf(question: Question): SolvedQuestion {
	return { ...common(question), answers: answersOf(question) } as SolvedQuestion;
}

function common({ kind, question, time, id, points, image, image_alt }: Question): object {
	return { type: kind, question, time: String(time ?? 0), id, points, image, image_alt };
}

function answersOf(question: Question): SolvedQuestion['answers'] {
	switch (question.kind) {
		case 'RANGE': {
			const { min, max, min_correct, max_correct } = question;
			return { min: min ?? 0, max: max ?? 0, min_correct: min_correct ?? 0, max_correct: max_correct ?? 0 };
		}
		case 'TEXT':
			return question.accepted.map(({ text }) => ({ answer: text, right: true })) as SolvedQuestion['answers'];
		case 'SLIDE':
			return [] as SolvedQuestion['answers'];
		default:
			return question.options.map(({ text, right, image, image_alt }) => ({
				answer: text,
				right: right === true,
				image,
				image_alt: image_alt ?? ''
			})) as SolvedQuestion['answers'];
	}
}

/** Answers one by one, from answers with how often each was given. */
export function eachOf(counts: readonly Schemas['AnswerCount'][]): { answer: string; right: boolean }[] {
	const all: { answer: string; right: boolean }[] = [];
	for (const { answer, count, right } of counts) for (let n = 0; n < count; n++) all.push({ answer, right });
	return all;
}
