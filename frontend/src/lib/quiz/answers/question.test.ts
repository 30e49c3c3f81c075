import { expect, test } from 'vitest';
import { chosenOf, type Kind, type ShownQuestion } from '#lib/quiz/answers/question.ts';

function asked(type: Kind, ...texts: string[]): ShownQuestion {
	const answers = texts.map((answer) => ({ answer, color: null }));
	return { question: 'Which?', time: '20', type, answers, image: null, hide_results: false };
}

test('a choice is found by its text', () => {
	const question = asked('ABCD', 'yes', 'no');
	expect(chosenOf(question, 'no')).toEqual([1]);
	expect(chosenOf(question, 'perhaps')).toEqual([]);
	expect(chosenOf(question, null)).toEqual([]);
});

test('checked options are digits, or parted by commas where there are more than ten', () => {
	expect(chosenOf(asked('CHECK', 'a', 'b', 'c'), '02')).toEqual([0, 2]);
	expect(chosenOf(asked('CHECK', 'a', 'b', 'c'), '')).toEqual([]);
	const many = asked('CHECK', ...'abcdefghijklm');
	expect(chosenOf(many, '1,12')).toEqual([1, 12]);
	expect(chosenOf(many, '12')).toEqual([12]);
});

test('an order is read back even where texts hold what parts them', () => {
	const question = asked('ORDER', 'red', 'red, then blue', 'then blue', 'green');
	expect(chosenOf(question, 'red, then blue, red, then blue, green')).toHaveLength(4);
	expect(chosenOf(question, 'green, then blue, red, red, then blue')).toEqual([3, 2, 0, 1]);
	expect(chosenOf(question, 'something else')).toEqual([]);
});
