import { describe, expect, it } from 'vitest';
import { flawsOf, flawsOfQuestion, isFatal } from '#lib/quiz/editor/checks.ts';
import { flawsTold, picturesTold } from '#lib/quiz/editor/refusals.ts';
import { savable, same } from '#lib/quiz/editor/savable.ts';
import { choice, quiz, slide, slider, typed } from '#lib/quiz/editor/testing.ts';
import type { Question, QuizDocument } from '#lib/quiz/editor/document.ts';

function found(question: Question): string[] {
	return flawsOfQuestion(question).map(({ field, code }) => `${field} ${code}`);
}

function foundIn(document: QuizDocument): string[] {
	return flawsOf(document).map(({ question, field, code }) => `${question ?? 'quiz'} ${field} ${code}`);
}

describe('what is wrong with a quiz', () => {
	it('is nothing when all is well', () => {
		expect(flawsOf(quiz())).toEqual([]);
	});

	it('is said with question and field', () => {
		const document = quiz({
			title: ' <b></b> ',
			language: 'no language',
			questions: [choice({ question: '' }), slide({ question: '' })]
		});
		expect(foundIn(document)).toEqual(['quiz title empty', 'quiz language language', 'q1 question empty']);
		expect(foundIn(quiz({ questions: [] }))).toEqual(['quiz questions no_questions']);
	});

	it('counts characters as people do', () => {
		expect(found(choice({ question: '🙂'.repeat(500) }))).toEqual([]);
		expect(found(choice({ question: 'x'.repeat(501) }))).toEqual(['question too_long']);
		expect(found(choice({ explanation: 'x'.repeat(1_001) }))).toEqual(['explanation too_long']);
	});

	it('knows times and points', () => {
		expect(found(choice({ time: null }))).toEqual(['time missing']);
		expect(found(choice({ time: 0 }))).toEqual(['time whole_number']);
		expect(found(choice({ time: 2.5, points: 2_001 }))).toEqual(['time whole_number', 'points whole_number']);
		expect(found(choice({ points: null }))).toEqual(['points missing']);
	});

	it('knows options, and leaves empty ones alone', () => {
		const options = [...choice().options, { id: 'c', text: ' ' }];
		expect(found(choice({ options }))).toEqual([]);
		expect(found(choice({ options: options.slice(1) }))).toEqual(['options too_few_options', 'options none_right']);
		expect(found(choice({ options: [...options, { id: 'd', text: '', right: true }] }))).toEqual([
			'options[3].text empty_right'
		]);
		expect(found(choice({ options: [...options, { id: 'd', text: 'Rhine ' }] }))).toEqual(['options[3].text same']);
		const many = Array.from({ length: 17 }, (_, index) => ({ id: `${index}`, text: `${index}`, right: true }));
		expect(found(choice({ options: many }))).toEqual(['options too_many_options']);
		expect(
			found(
				choice({
					kind: 'VOTING',
					options: [
						{ id: 'a', text: 'A' },
						{ id: 'b', text: '', image: 'p' }
					]
				})
			)
		).toEqual(['options too_few_options', 'options[1].text empty', 'options[1].image_alt alt_missing']);
	});

	it('knows sliders', () => {
		expect(found(slider({ min: null, max: 5.5 }))).toEqual(['min missing', 'max whole_number']);
		expect(found(slider({ min: 20 }))).toEqual(['max max_not_larger', 'min_correct below_min']);
		expect(found(slider({ min_correct: 12 }))).toEqual(['max_correct span_reversed']);
		expect(found(slider({ max_correct: 21 }))).toEqual(['max_correct above_max']);
	});

	it('knows accepted texts', () => {
		expect(found(typed({ accepted: [{ text: '' }] }))).toEqual(['accepted[0].text empty']);
		expect(found(typed({ accepted: [{ text: 'A' }, { text: 'Ａ' }] }))).toEqual(['accepted[1].text same']);
	});

	it('advises words for pictures, which hinder nothing', () => {
		const flaws = flawsOfQuestion(choice({ image: 'p1' }));
		expect(flaws.map(({ code }) => code)).toEqual(['alt_missing']);
		expect(flaws.some(isFatal)).toBe(false);
	});
});

describe('what the server found', () => {
	it('is beside the field, in words of this page', () => {
		const told = flawsTold(
			[
				{ where: 'questions[1].min', what: 'is missing' },
				{ where: 'questions[0].options[1].text', what: 'is too long: 400 of at most 300 characters' },
				{ where: 'title', what: 'must not be empty' },
				{ where: 'questions[0].time', what: 'must be a whole number of seconds from 1 to 999' },
				{ where: 'questions[3]', what: 'something new' }
			],
			quiz()
		);
		expect(told).toEqual([
			{ question: 'q2', field: 'min', code: 'missing', values: {} },
			{ question: 'q1', field: 'options[1].text', code: 'too_long', values: { count: 400, limit: 300 } },
			{ question: null, field: 'title', code: 'empty', values: {} },
			{ question: 'q1', field: 'time', code: 'whole_number', values: { least: 1, most: 999 } },
			{ question: 'q4', field: '', code: 'other', values: { what: 'something new' } }
		]);
		expect(picturesTold(['picture abc-1: there is no such picture of yours', 4])).toEqual(['abc-1']);
	});
});

describe('what can be saved', () => {
	it('is all of it when all is well', () => {
		const document = quiz();
		const found = savable(document, null);
		expect(found.unfinished).toEqual([]);
		expect(same(found.document, document)).toBe(true);
	});

	it('leaves out a question that is not finished, or sends the last version of it', () => {
		const kept = quiz();
		const document = quiz({
			questions: [choice({ question: '' }), slider({ time: 40 }), typed({ id: 'new', accepted: [] })]
		});
		const found = savable(document, kept);
		expect(found.unfinished).toEqual(['q1', 'new']);
		expect(found.document?.questions.map(({ id, time }) => [id, time])).toEqual([
			['q1', 20],
			['q2', 40]
		]);
		expect(found.document?.questions[0]?.question).toBe('Which river is longer?');
	});

	it('keeps the last title while there is none', () => {
		const found = savable(quiz({ title: '' }), quiz());
		expect([found.document?.title, found.unfinishedQuiz]).toEqual(['Around the <b>world</b>', true]);
		expect(savable(quiz({ title: '' }), null).document).toBe(null);
		expect(savable(quiz({ title: '' }), null, 'Untitled').document?.title).toBe('Untitled');
	});

	it('is nothing without a finished question', () => {
		expect(savable(quiz({ questions: [choice({ question: '' })] }), null).document).toBe(null);
	});

	it('drops answers that nobody filled in', () => {
		const options = [...choice().options, { id: 'c', text: '' }];
		const document = quiz({ questions: [choice({ options }), typed({ accepted: [{ text: 'A' }, { text: ' ' }] })] });
		const sent = savable(document, null).document?.questions;
		expect(sent?.[0]).toEqual(choice());
		expect(sent?.[1]).toEqual(typed({ accepted: [{ text: 'A' }] }));
	});

	it('holds back what the server refused until it is changed', () => {
		const refused = quiz().questions[0];
		const document = quiz({ questions: [refused, slider()] as Question[] });
		const flaw = { question: 'q1', field: 'question', code: 'other' as const, values: {} };
		const found = savable(document, null, '', (question) => (question === refused ? [flaw] : []));
		expect(found.document?.questions.map(({ id }) => id)).toEqual(['q2']);
	});
});
