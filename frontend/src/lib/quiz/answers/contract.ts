/** What every answer input takes and gives: the phone, the preview of the editor and tests use them alike. */

import type { ShownQuestion } from '#lib/quiz/answers/question.ts';

/** An answer as `submit_answer` carries it, without the index of the question. */
export interface Given {
	/** The text of an option, a typed text or a number; CHECK: indexes, a comma after each; ORDER: nothing. */
	answer: string;
	/** ORDER: the texts from first to last. */
	complex_answer?: string[];
}

/** The properties of `AnswerInput.svelte` and of the input of each kind. */
export interface AnswerProps {
	/** The question as a player sees it. Put the input into `{#key}`: each question has an input of its own. */
	question: ShownQuestion;
	/** Language of question and options, as in `lang`. */
	language?: string;
	/** Nothing can be chosen now: an answer is on its way, or time is up. What was chosen stays visible. */
	disabled?: boolean;
	/** What was chosen before, as the server keeps it (`PlayerState.answer`), to be shown after a reload. */
	given?: string | null;
	/** Show texts and pictures of options. Without, buttons carry their marks alone; texts are still read aloud. */
	texts?: boolean;
	/** A finger has chosen. Called once for each choice; the owner then sets `disabled`. */
	onanswer: (given: Given) => void;
	/** What stands in the input and would be sent; null where nothing was touched. */
	ondraft?: (given: Given | null) => void;
}
