/** What can be done to a quiz. Each gives a new document and leaves the old one, and all that did not change, as it was. */

import {
	blankOption,
	isChoice,
	newId,
	type Option,
	type Question,
	type QuizDocument
} from '#lib/quiz/editor/document.ts';

/** Change one question. */
export function withQuestion(
	document: QuizDocument,
	id: string,
	change: (question: Question) => Question
): QuizDocument {
	const questions = document.questions.map((question) => (question.id === id ? change(question) : question));
	return { ...document, questions };
}

/** Put a question behind another one; behind all if that is not there. */
export function withNew(document: QuizDocument, question: Question, behind: string | null): QuizDocument {
	const at = document.questions.findIndex((other) => other.id === behind);
	const questions = [...document.questions];
	questions.splice(at < 0 ? questions.length : at + 1, 0, question);
	return { ...document, questions };
}

/** Take a question out. */
export function without(document: QuizDocument, id: string): QuizDocument {
	return { ...document, questions: document.questions.filter((question) => question.id !== id) };
}

/** Put a question at another place. */
export function moved(document: QuizDocument, from: number, to: number): QuizDocument {
	return { ...document, questions: movedIn(document.questions, from, to) };
}

/** A copy of a question with ids of its own. */
export function copyOf(question: Question): Question {
	const copy = { ...question, id: newId() };
	if (isChoice(copy)) copy.options = copy.options.map((option) => ({ ...option, id: newId() }));
	return copy;
}

/** Change options of a question that has some. */
export function withOptions(question: Question, change: (options: Option[]) => Option[]): Question {
	return isChoice(question) ? { ...question, options: change(question.options) } : question;
}

/** Say whether an option is right. ABCD may have several: any of them is right. */
export function marked(options: Option[], id: string, right: boolean): Option[] {
	return options.map((option) => (option.id === id ? { ...option, right } : option));
}

/** One more empty option. */
export function extended(options: Option[]): Option[] {
	return [...options, blankOption()];
}

/** An element at another place; out of range changes nothing. */
export function movedIn<T>(list: readonly T[], from: number, to: number): T[] {
	const rest = [...list];
	const [taken] = rest.splice(from, 1);
	if (taken === undefined || from < 0 || to < 0 || to > rest.length) return [...list];
	rest.splice(to, 0, taken);
	return rest;
}

/** Several lines that were pasted into one option: each becomes an option of its own, up to the most there may be. */
export function pastedInto(options: Option[], id: string, lines: string[], most: number): Option[] {
	const at = options.findIndex((option) => option.id === id);
	if (at < 0 || lines.length === 0) return options;
	const filled = [...options];
	lines.forEach((text, offset) => {
		const there = filled[at + offset];
		if (there !== undefined && (offset === 0 || !there.text)) filled[at + offset] = { ...there, text };
		else if (filled.length < most) filled.splice(at + offset, 0, blankOption(text));
	});
	return filled;
}
