/**
 * What of a quiz can be saved now. The server takes a quiz as a whole or not at all, and while one types there is nearly
 * always a question that is not finished: of such a question the last version that was saved stands in what is sent,
 * or nothing if there is none yet. The page says which questions are not saved.
 */

import { flawsOfQuestion, flawsOfQuiz, isFatal, isVacant, plainText, type Flaw } from '#lib/quiz/editor/checks.ts';
import { isChoice, LIMITS, type Question, type QuizDocument } from '#lib/quiz/editor/document.ts';

export interface Savable {
	/** What to send; null if there is nothing that the server would take. */
	document: QuizDocument | null;
	/** Ids of questions that are sent in an older version, or not at all. */
	unfinished: string[];
	/** Whether title or settings are sent in an older version. */
	unfinishedQuiz: boolean;
}

/**
 * @param kept what the server has; null for a quiz that it has not seen
 * @param untitled the title of a quiz that has none yet
 * @param refused what the server found wrong with a question, as long as it is unchanged
 */
export function savable(
	document: QuizDocument,
	kept: QuizDocument | null,
	untitled = '',
	refused: (question: Question) => Flaw[] = () => []
): Savable {
	const older = new Map((kept?.questions ?? []).map((question) => [question.id, question]));
	const unfinished: string[] = [];
	const questions: Question[] = [];
	for (const question of document.questions) {
		const fine = !flawsOfQuestion(question).some(isFatal) && !refused(question).some(isFatal);
		if (!fine) unfinished.push(question.id);
		const sent = fine ? trimmed(question) : older.get(question.id);
		if (sent) questions.push(sent);
	}
	const wrong = new Set(
		flawsOfQuiz(document)
			.filter(isFatal)
			.map(({ field }) => field)
	);
	const unfinishedQuiz = [...wrong].some((field) => field !== 'questions');
	const before = kept ?? { title: untitled, description: '', language: 'en' };
	const impossible =
		questions.length === 0 ||
		questions.length > LIMITS.questions ||
		wrong.has('questions') ||
		(wrong.has('title') && !before.title);
	if (impossible) return { document: null, unfinished, unfinishedQuiz };
	const settings: Partial<QuizDocument> = {};
	for (const field of wrong) Object.assign(settings, { [field]: before[field as keyof typeof before] });
	return { document: { ...document, ...settings, questions }, unfinished, unfinishedQuiz };
}

const trimmedBefore = new WeakMap<Question, Question>();

/** Without answers that nobody filled in. */
function trimmed(question: Question): Question {
	const before = trimmedBefore.get(question);
	if (before) return before;
	let sent = question;
	if (isChoice(question) && question.options.some(isVacant)) {
		sent = { ...question, options: question.options.filter((option) => !isVacant(option)) };
	}
	if (question.kind === 'TEXT' && question.accepted.some((one) => !plainText(one.text))) {
		sent = { ...question, accepted: question.accepted.filter((one) => plainText(one.text)) };
	}
	trimmedBefore.set(question, sent);
	return sent;
}

/** Whether two documents say the same. */
export function same(one: QuizDocument | null, other: QuizDocument | null): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}
