import { describe, expect, it } from 'vitest';
import type { SolvedQuestion } from '#lib/protocol/quiz.generated.ts';
import { bins, middle, optionBars, orderMatrix, textBars } from '#lib/quiz/charts/counts.ts';

const question = (type: SolvedQuestion['type'], answers: SolvedQuestion['answers']) =>
	({ type, answers }) as SolvedQuestion;
const given = (...answers: string[]) => answers.map((answer) => ({ answer, right: answer === 'Au' }));

describe('options', () => {
	const options = [{ answer: 'yes', right: true }, { answer: 'no' }, { answer: 'a, b' }];

	it('are counted by their text', () => {
		const bars = optionBars(question('ABCD', options), given('yes', 'yes', 'a, b', 'gone'));
		expect(bars.map(({ count, right }) => [count, right])).toEqual([
			[2, true],
			[0, false],
			[1, false]
		]);
	});

	it('of a vote are neither right nor wrong', () => {
		expect(optionBars(question('VOTING', options), given('no'))[1]).toMatchObject({ count: 1, right: null });
	});

	it('are counted by index for CHECK, several an answer', () => {
		expect(optionBars(question('CHECK', options), given('02', '0', '')).map(({ count }) => count)).toEqual([2, 0, 1]);
	});
});

describe('typed texts', () => {
	it('that are the same however written stand together, in the spelling that most used', () => {
		const { bars, others } = textBars(given('ag', 'Ag', 'Ag', 'Au', 'Fe'), 2);
		expect(bars.map(({ text, count }) => [text, count])).toEqual([
			['Ag', 3],
			['Au', 1]
		]);
		expect(others).toBe(1);
	});

	it('never lose the right one', () => {
		const { bars } = textBars(given('a', 'a', 'b', 'b', 'Au'), 2);
		expect(bars.map(({ text }) => text)).toEqual(['a', 'Au']);
	});
});

describe('numbers', () => {
	const range = question('RANGE', { min: 0, max: 300, min_correct: 196, max_correct: 216 });

	it('fall into bins of about one width, what lies outside into the last', () => {
		const all = bins(range, given('0', '7.9', '12', '300', '999', 'nonsense'), 30);
		expect(all.length).toBeGreaterThan(25);
		expect(all.length).toBeLessThan(35);
		expect(all[0]).toMatchObject({ from: 0, to: 8, count: 2 });
		expect(all[1]?.count).toBe(1);
		expect(all[all.length - 1]?.count).toBe(2);
	});

	it('are right in whole bins, that follow one another without a gap', () => {
		const all = bins(range, [], 30);
		const right = all.filter((bin) => bin.right);
		expect([right[0]?.from, right[right.length - 1]?.to]).toEqual([196, 216]);
		all.slice(1).forEach((bin, index) => expect(bin.from).toBe((all[index]?.to ?? 0) + 1));
		expect([all[0]?.from, all[all.length - 1]?.to]).toEqual([0, 300]);
	});

	it('that are few have a bin each', () => {
		const all = bins(question('RANGE', { min: 1, max: 5, min_correct: 2, max_correct: 3 }), []);
		expect(all.map(({ right }) => right)).toEqual([false, true, true, false, false]);
	});

	it('have a middle', () => {
		expect(middle(given('1', '9', '2'))).toBe(2);
		expect(middle(given('1', '2'))).toBe(1.5);
		expect(middle([])).toBeNull();
	});
});

describe('orders', () => {
	it('are counted by option and place', () => {
		const order = question('ORDER', [{ answer: 'one' }, { answer: 'two, three' }, { answer: 'four' }]);
		expect(orderMatrix(order, given('one, two, three, four', 'four, one, two, three'))).toEqual([
			[1, 1, 0],
			[0, 1, 1],
			[1, 0, 1]
		]);
	});
});
