/** A game that was played, as the pages of results look at it. Pure: no server, no page. */

import type { Schemas } from '#lib/api/client.ts';
import { isScored, type Question } from '#lib/quiz/editor/document.ts';

export type Game = Schemas['Game'];
export type Player = Schemas['Player'];
export type Figures = Schemas['QuestionFigures'];
export type Correction = Schemas['Correction'];

/** A question and how it went. */
export interface Row {
	index: number;
	/** As it counts now: the corrected one, if somebody corrected it. */
	question: Question;
	/** null: nobody answered. */
	figures: Figures | null;
	correction: Correction | null;
	/** Whether anything is right or wrong in it. */
	scored: boolean;
	/** Of those who answered, how many were right, 0 to 1; null where that means nothing. */
	share: number | null;
}

/** All questions as played, in their order. */
export function rowsOf(whole: Schemas['WholeGame']): Row[] {
	const questions = (whole.document.questions ?? []) as Question[];
	return questions.map((played, index) => {
		const correction = whole.corrections.find((one) => one.question_index === index) ?? null;
		const figures = whole.questions.find((one) => one.question_index === index) ?? null;
		const question = (correction?.question as Question | null | undefined) ?? played;
		const scored = isScored(question.kind);
		const share = scored && figures && figures.answered > 0 ? figures.right / figures.answered : null;
		return { index, question, figures, correction, scored, share };
	});
}

/** The questions that the fewest got right, the hardest first. A question that nearly all knew is not hard. */
export function hardest(rows: readonly Row[], most = 3, easy = 0.7): Row[] {
	return rows
		.filter((row) => row.share !== null && row.share < easy)
		.sort((a, b) => (a.share ?? 0) - (b.share ?? 0) || a.index - b.index)
		.slice(0, most);
}

/** Of all answers to questions where something is right, how many were right, 0 to 1; null without any. */
export function shareOf(rows: readonly Row[]): number | null {
	let answered = 0;
	let right = 0;
	for (const { scored, figures } of rows) {
		if (!scored || !figures) continue;
		answered += figures.answered;
		right += figures.right;
	}
	return answered === 0 ? null : right / answered;
}

/** How long an answer took on average, in milliseconds; null without answers. */
export function meanTime(rows: readonly Row[]): number | null {
	let answered = 0;
	let sum = 0;
	for (const { figures } of rows) {
		if (!figures) continue;
		answered += figures.answered;
		sum += figures.answered * figures.mean_time;
	}
	return answered === 0 ? null : sum / answered;
}

/** Points from one round number to another, and how many players have so many. */
export interface Step {
	from: number;
	to: number;
	count: number;
}

/** How the points spread over the players, in at most so many steps of a round width. */
export function histogram(totals: readonly number[], most = 10): Step[] {
	if (totals.length === 0) return [];
	const top = Math.max(...totals, 1);
	const rough = top / most;
	const ten = 10 ** Math.floor(Math.log10(rough));
	const width = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * ten >= rough) ?? 10) * ten);
	const steps: Step[] = [];
	for (let from = 0; from <= top; from += width) steps.push({ from, to: from + width - 1, count: 0 });
	for (const total of totals) {
		const step = steps[Math.min(steps.length - 1, Math.floor(Math.max(0, total) / width))];
		if (step) step.count += 1;
	}
	return steps;
}

/** The whole percent of a share. Never 100 if somebody was wrong, never 0 if somebody was right. */
export function percent(share: number): number {
	const whole = Math.round(share * 100);
	if (whole === 100 && share < 1) return 99;
	if (whole === 0 && share > 0) return 1;
	return whole;
}
