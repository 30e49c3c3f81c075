import { describe, expect, it } from 'vitest';
import type { Schemas } from '#lib/api/client.ts';
import type { Question } from '#lib/quiz/editor/document.ts';
import { correctedOf, keyOf, moved, wrongWith } from '#lib/quiz/results/key.ts';
import { hardest, histogram, meanTime, percent, rowsOf, shareOf } from '#lib/quiz/results/played.ts';
import { eachOf, solvedOf } from '#lib/quiz/results/solved.ts';

const choice: Question = {
	kind: 'ABCD',
	id: 'q',
	question: 'Which?',
	time: 20,
	options: [
		{ id: 'a', text: 'A', right: true },
		{ id: 'b', text: 'B' }
	]
};
const text: Question = { kind: 'TEXT', id: 't', question: '?', time: 20, accepted: [{ text: 'Au' }] };
const range: Question = {
	kind: 'RANGE',
	id: 'r',
	question: '?',
	time: 20,
	min: 0,
	max: 9,
	min_correct: 3,
	max_correct: 4
};
const vote: Question = { ...choice, kind: 'VOTING', id: 'v' };

const figures = (question_index: number, answered: number, right: number) => ({
	question_index,
	question_id: '',
	answered,
	right,
	mean_time: 1000 * (question_index + 1),
	mean_score: 0
});

function played(more: Partial<Schemas['WholeGame']> = {}): Schemas['WholeGame'] {
	return {
		game: {} as Schemas['Game'],
		document: { questions: [choice, text, vote, range] },
		options: {},
		corrections: [],
		questions: [figures(0, 10, 5), figures(1, 10, 1), figures(2, 10, 0)],
		...more
	};
}

describe('how questions went', () => {
	it('is told for each, where something can be right', () => {
		const rows = rowsOf(played());
		expect(rows.map(({ share }) => share)).toEqual([0.5, 0.1, null, null]);
		expect(rows[3]?.figures).toBeNull();
		expect(shareOf(rows)).toBe(0.3);
		expect(meanTime(rows)).toBe(2000);
		expect(hardest(rows).map(({ index }) => index)).toEqual([1, 0]);
		expect(hardest(rows, 1).map(({ index }) => index)).toEqual([1]);
	});

	it('is told by the corrected question', () => {
		const question = { ...choice, question: 'Corrected' };
		const correction = { question_index: 0, question, reason: '' } as unknown as Schemas['Correction'];
		expect(rowsOf(played({ corrections: [correction] }))[0]?.question.question).toBe('Corrected');
	});

	it('is nothing without answers', () => {
		const rows = rowsOf(played({ questions: [] }));
		expect([shareOf(rows), meanTime(rows), hardest(rows)]).toEqual([null, null, []]);
	});
});

describe('percents', () => {
	it('are round, but never deny somebody', () => {
		expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual([0, 1, 50, 99, 100]);
	});
});

describe('points', () => {
	it('fall into round steps that hold everybody', () => {
		const totals = [0, 1, 999, 1000, 4321, 7999];
		const steps = histogram(totals);
		expect(steps.reduce((sum, { count }) => sum + count, 0)).toBe(totals.length);
		expect(steps.length).toBeLessThanOrEqual(11);
		expect(steps[0]).toMatchObject({ from: 0, to: 999, count: 3 });
		expect(histogram([])).toEqual([]);
		expect(histogram([0, 0])).toHaveLength(2);
	});
});

describe('a corrected key', () => {
	it('begins with what counts now', () => {
		expect(keyOf(choice).right).toEqual(['a']);
		expect(keyOf(text).accepted).toBe('Au');
		expect(keyOf(range)).toMatchObject({ min: 3, max: 4 });
	});

	it('is not sent while something is missing', () => {
		expect(wrongWith(choice, { ...keyOf(choice), right: [] })).toBe('right');
		expect(wrongWith(choice, { ...keyOf(choice), right: [], allRight: true })).toBeNull();
		expect(wrongWith(text, { ...keyOf(text), accepted: ' \n ' })).toBe('accepted');
		expect(wrongWith(range, { ...keyOf(range), min: 5 })).toBe('range');
		expect(wrongWith(range, { ...keyOf(range), max: 10 })).toBe('range');
		expect(wrongWith(range, { ...keyOf(range), max: undefined })).toBe('range');
		expect(wrongWith(range, keyOf(range))).toBeNull();
	});

	it('is told to the server in its words', () => {
		expect(correctedOf(text, { ...keyOf(text), accepted: 'Au\n\nau \nAu', reason: ' oh ' })).toEqual({
			accepted: ['Au', 'au'],
			all_right: false,
			reason: 'oh'
		});
		expect(correctedOf(choice, { ...keyOf(choice), allRight: true })).toEqual({ all_right: true, reason: '' });
		expect(correctedOf(range, keyOf(range))).toMatchObject({ min_correct: 3, max_correct: 4 });
	});

	it('is put in order one place at a time', () => {
		expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
		expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
		expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
	});
});

describe('for charts', () => {
	it('questions have their solutions, answers stand one by one', () => {
		expect(solvedOf(choice).answers).toMatchObject([
			{ answer: 'A', right: true },
			{ answer: 'B', right: false }
		]);
		expect(solvedOf(range).answers).toEqual({ min: 0, max: 9, min_correct: 3, max_correct: 4 });
		expect(eachOf([{ answer: 'x', count: 2, right: false }])).toHaveLength(2);
	});
});
