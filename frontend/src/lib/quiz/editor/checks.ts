/**
 * What is wrong with a quiz, said at once and beside the field. The same rules as the server's (docs/quiz-file.md);
 * empty answers are no mistake here, they are left out when the quiz is saved.
 */

import {
	isChoice,
	LIMITS,
	type Accepted,
	type Choice,
	type Option,
	type Question,
	type QuizDocument,
	type Slider
} from '#lib/quiz/editor/document.ts';
import { plainOf, tidyHtml } from '#lib/quiz/html.ts';

export type Code =
	| 'missing'
	| 'empty'
	| 'too_long'
	| 'whole_number'
	| 'too_few_options'
	| 'too_many_options'
	| 'none_right'
	| 'empty_right'
	| 'same'
	| 'max_not_larger'
	| 'span_reversed'
	| 'below_min'
	| 'above_max'
	| 'no_questions'
	| 'too_many_questions'
	| 'slides_too_long'
	| 'language'
	| 'colour'
	| 'picture'
	| 'other'
	| 'alt_missing';

export type Values = Record<string, string | number>;

export interface Flaw {
	/** Id of the question; null for the quiz itself. */
	question: string | null;
	/** Path of the field within it: `time`, `options[0].text`. */
	field: string;
	code: Code;
	values: Values;
	/** Good to know; the quiz can be saved and played all the same. */
	advice?: true;
}

const LANGUAGE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;
const COLOUR = /^#[0-9A-Fa-f]{6}$/;

/** All that is wrong with a quiz. */
export function flawsOf(document: QuizDocument): Flaw[] {
	const flaws = document.questions.map((question) => flawsOfQuestion(question));
	return ([] as Flaw[]).concat(flawsOfQuiz(document), ...flaws);
}

/** What is wrong with the quiz itself. */
export function flawsOfQuiz(document: QuizDocument): Flaw[] {
	const notes = new Notes(null);
	notes.html('title', document.title, LIMITS.title, true);
	notes.html('description', document.description, LIMITS.description, false);
	if (!LANGUAGE.test(document.language) || document.language.length > 35) notes.add('language', 'language');
	if (document.background_color && !COLOUR.test(document.background_color)) notes.add('background_color', 'colour');
	const count = document.questions.length;
	if (count === 0) notes.add('questions', 'no_questions');
	if (count > LIMITS.questions) notes.add('questions', 'too_many_questions', { limit: LIMITS.questions });
	const drawn = document.questions.reduce((sum, one) => sum + (one.kind === 'SLIDE' ? lengthOf(one.content) : 0), 0);
	if (drawn > LIMITS.contents) notes.add('questions', 'slides_too_long');
	return notes.flaws;
}

/** Flaws of a question do not change while it does not: what was found is remembered with it. */
const known = new WeakMap<Question, Flaw[]>();

/** What is wrong with one question. */
export function flawsOfQuestion(question: Question): Flaw[] {
	const before = known.get(question);
	if (before) return before;
	const notes = new Notes(question.id);
	notes.html('question', question.question, LIMITS.question, question.kind !== 'SLIDE');
	notes.whole('time', question.time, LIMITS.time);
	if (question.points !== undefined) notes.whole('points', question.points, LIMITS.points);
	for (const name of ['image_alt', 'credit', 'explanation'] as const) notes.length(name, question[name], LIMITS.note);
	if (question.image && !question.image_alt?.trim()) notes.advise('image_alt', 'alt_missing');
	if (isChoice(question)) options(question, notes);
	if (question.kind === 'TEXT') accepted(question.accepted, notes);
	if (question.kind === 'RANGE') slider(question, notes);
	if (question.kind === 'SLIDE') notes.length('content', question.content, LIMITS.content);
	known.set(question, notes.flaws);
	return notes.flaws;
}

/** Whether this hinders saving and playing. */
export function isFatal(flaw: Flaw): boolean {
	return flaw.advice !== true;
}

/** An option that is not there yet: nothing is typed, and nothing said about it. */
export function isVacant(option: Option): boolean {
	return !plainText(option.text) && !option.right && !option.image;
}

/** Text as options are compared: normal form, trimmed, without word joiners (U+2060). */
export function plainText(text: string): string {
	return text
		.replace(/\u2060/g, '')
		.normalize('NFC')
		.trim();
}

function options(question: Choice, notes: Notes): void {
	const there = question.options.filter((option) => !isVacant(option));
	const [fewest, most] = LIMITS.options;
	const filled = there.filter((option) => plainText(option.text)).length;
	if (filled < fewest) notes.add('options', 'too_few_options', { count: filled, limit: fewest });
	if (question.options.length > most) notes.add('options', 'too_many_options', { limit: most });
	const scored = question.kind === 'ABCD' || question.kind === 'CHECK';
	if (scored && !question.options.some((option) => option.right)) notes.add('options', 'none_right');
	question.options.forEach((option, index) => {
		const field = `options[${index}].text`;
		const text = plainText(option.text);
		if (!text && option.right) notes.add(field, 'empty_right');
		else if (!text && option.image) notes.add(field, 'empty');
		notes.length(field, text, LIMITS.option);
		notes.length(`options[${index}].image_alt`, option.image_alt, LIMITS.note);
		if (option.image && !option.image_alt?.trim()) notes.advise(`options[${index}].image_alt`, 'alt_missing');
	});
	notes.differ(
		question.options.map((option) => plainText(option.text)),
		'options'
	);
}

function accepted(texts: Accepted[], notes: Notes): void {
	const [, most] = LIMITS.accepted;
	if (!texts.some((one) => plainText(one.text))) notes.add('accepted[0].text', 'empty');
	if (texts.length > most) notes.add('accepted', 'too_many_options', { limit: most });
	texts.forEach((one, index) => notes.length(`accepted[${index}].text`, plainText(one.text), LIMITS.option));
	notes.differ(
		texts.map((one) => plainText(one.text).normalize('NFKC')),
		'accepted'
	);
}

function slider(question: Slider, notes: Notes): void {
	const { min, max, min_correct: first, max_correct: last } = question;
	const names = ['min', 'max', 'min_correct', 'max_correct'] as const;
	const whole = names.map((name) => notes.whole(name, question[name], LIMITS.slider));
	if (whole.includes(false) || min === null || max === null || first === null || last === null) return;
	if (min >= max) notes.add('max', 'max_not_larger');
	if (first > last) notes.add('max_correct', 'span_reversed');
	if (first < min) notes.add('min_correct', 'below_min');
	if (last > max) notes.add('max_correct', 'above_max');
}

class Notes {
	readonly flaws: Flaw[] = [];

	readonly #question: string | null;

	constructor(question: string | null) {
		this.#question = question;
	}

	add(field: string, code: Code, values: Values = {}): void {
		this.flaws.push({ question: this.#question, field, code, values });
	}

	advise(field: string, code: Code): void {
		this.flaws.push({ question: this.#question, field, code, values: {}, advice: true });
	}

	html(field: string, html: string, limit: number, required: boolean): void {
		const tidy = tidyHtml(html).trim();
		if (
			required &&
			!plainOf(tidy)
				.replace(/\u00a0/g, ' ')
				.trim()
		)
			this.add(field, 'empty');
		this.length(field, tidy, limit);
	}

	length(field: string, text: string | null | undefined, limit: number): void {
		if (!text || text.length <= limit) return;
		const count = lengthOf(text);
		if (count > limit) this.add(field, 'too_long', { count, limit });
	}

	whole(field: string, value: number | null | undefined, [least, most]: readonly [number, number]): boolean {
		const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
		if (value === null || value === undefined) this.add(field, 'missing');
		else if (!fits) this.add(field, 'whole_number', { least, most });
		return fits;
	}

	differ(texts: string[], list: string): void {
		texts.forEach((text, index) => {
			const first = texts.indexOf(text);
			if (text && first < index) this.add(`${list}[${index}].text`, 'same', { number: first + 1 });
		});
	}
}

function lengthOf(text: string): number {
	return [...text].length;
}
