/** How answers spread, as numbers: what the charts of each kind of question are drawn from. */

import type { AnswerData, SolvedOption, SolvedQuestion, SolvedRange } from '#lib/protocol/quiz.generated.ts';
import { chosenOf } from '#lib/quiz/answers/question.ts';

type Answers = readonly Pick<AnswerData, 'answer' | 'right'>[];

/** One option, or one text that was typed. */
export interface Bar {
	text: string;
	count: number;
	/** null where nothing is right or wrong. */
	right: boolean | null;
	/** Which option, from 0; null for typed texts. */
	index: number | null;
	image: string | null;
	alt: string;
}

/** The options of a question; none for RANGE and SLIDE. */
export function solvedOptions(question: SolvedQuestion): SolvedOption[] {
	return Array.isArray(question.answers) ? question.answers : [];
}

/** The slider of a RANGE question. */
export function solvedRange(question: SolvedQuestion): SolvedRange {
	const none = { min: 0, max: 0, min_correct: 0, max_correct: 0 };
	return Array.isArray(question.answers) || typeof question.answers === 'string' ? none : question.answers;
}

/** How often each option of ABCD, CHECK or VOTING was chosen. */
export function optionBars(question: SolvedQuestion, answers: Answers): Bar[] {
	const options = solvedOptions(question);
	const counts = options.map(() => 0);
	for (const { answer } of answers) {
		for (const index of chosen(question, answer)) {
			if (counts[index] !== undefined) counts[index] += 1;
		}
	}
	return options.map((option, index) => ({
		text: option.answer,
		count: counts[index] ?? 0,
		right: question.type === 'VOTING' ? null : option.right === true,
		index,
		image: option.image ?? null,
		alt: option.image_alt ?? ''
	}));
}

/** The texts that were typed most, equal ones together; `most` of them, and how many answers the others have. */
export function textBars(answers: Answers, most = 8): { bars: Bar[]; others: number } {
	const groups = new Map<string, { spellings: Map<string, number>; count: number; right: boolean }>();
	for (const { answer, right } of answers) {
		const key = `${right ? 1 : 0}${answer.normalize('NFKC').trim().toLocaleLowerCase()}`;
		const group = groups.get(key) ?? { spellings: new Map<string, number>(), count: 0, right };
		group.count += 1;
		group.spellings.set(answer, (group.spellings.get(answer) ?? 0) + 1);
		groups.set(key, group);
	}
	const bars: Bar[] = [...groups.values()]
		.sort((a, b) => b.count - a.count)
		.map(({ spellings, count, right }) => ({
			text: [...spellings].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '',
			count,
			right,
			index: null,
			image: null,
			alt: ''
		}));
	// What is right stays on the list however few found it.
	const seen = bars.slice(0, most);
	const missed = bars.slice(most).filter((bar) => bar.right);
	if (missed.length > 0) seen.splice(-1, 1, ...missed.slice(0, 1));
	return { bars: seen, others: answers.length - seen.reduce((sum, bar) => sum + bar.count, 0) };
}

export interface Bin {
	from: number;
	/** Where it ends, included. */
	to: number;
	count: number;
	/** All of it is right. */
	right: boolean;
}

/**
 * The answers to a RANGE question on its line, in about so many bins. What is right begins and ends with a bin, so that
 * none of them is half right.
 */
export function bins(question: SolvedQuestion, answers: Answers, about = 30): Bin[] {
	const { min, max, min_correct, max_correct } = solvedRange(question);
	const width = (max - min + 1) / about;
	const all: Bin[] = [];
	const stretches: [number, number, boolean][] = [
		[min, min_correct - 1, false],
		[min_correct, max_correct, true],
		[max_correct + 1, max, false]
	];
	for (const [first, last, right] of stretches) {
		const span = last - first + 1;
		const parts = Math.min(span, Math.max(1, Math.round(span / width)));
		for (let part = 0; part < parts && span > 0; part += 1) {
			const from = first + Math.floor((span * part) / parts);
			const to = first + Math.floor((span * (part + 1)) / parts) - 1;
			all.push({ from, to, count: 0, right });
		}
	}
	for (const { answer } of answers) {
		const value = Math.min(max, Math.max(min, Math.trunc(Number(answer))));
		const bin = all.find(({ from, to }) => from <= value && value <= to);
		if (bin) bin.count += 1;
	}
	return all;
}

/** The value in the middle of all answers to a RANGE question; null without answers. */
export function middle(answers: Answers): number | null {
	const values = answers.map(({ answer }) => Number(answer)).filter(isFinite);
	values.sort((a, b) => a - b);
	const half = Math.floor(values.length / 2);
	if (values.length === 0) return null;
	return values.length % 2 === 1 ? (values[half] ?? null) : ((values[half - 1] ?? 0) + (values[half] ?? 0)) / 2;
}

/** How often each option of an ORDER question (a row, in the right order) was put on each place (a column). */
export function orderMatrix(question: SolvedQuestion, answers: Answers): number[][] {
	const count = solvedOptions(question).length;
	const matrix = Array.from({ length: count }, () => Array.from({ length: count }, () => 0));
	for (const { answer } of answers) {
		chosen(question, answer).forEach((option, place) => {
			const row = matrix[option];
			if (row?.[place] !== undefined) row[place] += 1;
		});
	}
	return matrix;
}

function chosen(question: SolvedQuestion, answer: string): number[] {
	return chosenOf({ type: question.type, answers: solvedOptions(question) } as Parameters<typeof chosenOf>[0], answer);
}
