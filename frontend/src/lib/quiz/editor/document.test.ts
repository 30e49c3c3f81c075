import { describe, expect, it } from 'vitest';
import {
	blank,
	blankQuiz,
	converted,
	documentOf,
	isChoice,
	KINDS,
	newId,
	wordsOfQuestion
} from '#lib/quiz/editor/document.ts';
import {
	copyOf,
	marked,
	moved,
	movedIn,
	pastedInto,
	withNew,
	without,
	withQuestion
} from '#lib/quiz/editor/operations.ts';
import { choice, quiz, typed } from '#lib/quiz/editor/testing.ts';

describe('a quiz', () => {
	it('has new ids that the server takes', () => {
		expect(newId()).toMatch(/^[a-z0-9]{10}$/);
		expect(newId()).not.toBe(newId());
	});

	it('is made whole from what the server leaves out', () => {
		const document = documentOf({ rumpus_quiz: 1, title: 'A', questions: [{ kind: 'ABCD', question: 'Q' }] });
		expect(document.language).toBe('en');
		expect(document.description).toBe('');
		expect(document.questions[0]?.id).toBeTruthy();
	});

	it('begins with a question', () => {
		expect(blankQuiz('de').questions.map(({ kind }) => kind)).toEqual(['ABCD']);
	});

	it('is told by its words in lists', () => {
		expect(wordsOfQuestion(choice({ question: 'H<sub>2</sub>O\n &amp; so on' }))).toBe('H2O & so on');
	});
});

describe('another kind', () => {
	it('keeps the options of one that has some', () => {
		const order = converted(choice({ image: 'p1', points: 500 }), 'ORDER');
		expect(order).toMatchObject({ id: 'q1', kind: 'ORDER', image: 'p1', points: 500, time: 20 });
		expect(isChoice(order) && order.options).toEqual([
			{ id: 'a', text: 'Volga' },
			{ id: 'b', text: 'Rhine' }
		]);
	});

	it('takes the right options as accepted texts, and back', () => {
		const text = converted(choice(), 'TEXT');
		expect(text).toMatchObject({ accepted: [{ text: 'Volga' }] });
		const check = converted(typed({ accepted: [{ text: 'A' }, { text: 'B' }] }), 'CHECK');
		expect(isChoice(check) && check.options.map(({ text: words, right }) => [words, right])).toEqual([
			['A', true],
			['B', true],
			['', undefined],
			['', undefined]
		]);
	});

	it('is possible from every kind to every kind', () => {
		for (const from of KINDS) for (const to of KINDS) expect(converted(blank(from), to).kind).toBe(to);
	});
});

describe('what can be done to a quiz', () => {
	it('changes one question and leaves the others as they were', () => {
		const before = quiz();
		const after = withQuestion(before, 'q2', (question) => ({ ...question, time: 60 }));
		expect(after.questions[1]?.time).toBe(60);
		expect(after.questions[0]).toBe(before.questions[0]);
		expect(before.questions[1]?.time).toBe(20);
	});

	it('adds, takes out and moves questions', () => {
		const added = withNew(quiz(), choice({ id: 'new' }), 'q1');
		expect(added.questions.map(({ id }) => id)).toEqual(['q1', 'new', 'q2', 'q3', 'q4']);
		expect(moved(added, 1, 4).questions.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q4', 'new']);
		expect(without(added, 'new')).toEqual(quiz());
		expect(movedIn([1, 2, 3], 0, 9)).toEqual([1, 2, 3]);
		expect(movedIn([1, 2, 3], -1, 1)).toEqual([1, 2, 3]);
	});

	it('copies a question with ids of its own', () => {
		const copy = copyOf(choice());
		expect(copy.id).not.toBe('q1');
		expect(isChoice(copy) && copy.options.map(({ id }) => id)).not.toContain('a');
		expect(isChoice(copy) && copy.options.map(({ text }) => text)).toEqual(['Volga', 'Rhine']);
	});

	it('says what is right', () => {
		expect(marked(choice().options, 'b', true).map(({ right }) => right)).toEqual([true, true]);
	});

	it('makes options of pasted lines, empty ones first', () => {
		const options = [
			{ id: 'a', text: '' },
			{ id: 'b', text: '' },
			{ id: 'c', text: 'last' }
		];
		expect(pastedInto(options, 'a', ['1', '2', '3'], 16).map(({ text }) => text)).toEqual(['1', '2', '3', 'last']);
		expect(pastedInto(options, 'a', ['1', '2', '3'], 3).map(({ text }) => text)).toEqual(['1', '2', 'last']);
	});
});
