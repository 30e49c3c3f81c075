/** Quizzes for the tests of the editor. */

import type { Choice, QuizDocument, Slider, SlideQuestion, Typed } from '#lib/quiz/editor/document.ts';

export function choice(about: Partial<Choice> = {}): Choice {
	const options = [
		{ id: 'a', text: 'Volga', right: true },
		{ id: 'b', text: 'Rhine' }
	];
	return { id: 'q1', kind: 'ABCD', question: 'Which river is longer?', time: 20, options, ...about };
}

export function slider(about: Partial<Slider> = {}): Slider {
	const span = { min: 0, max: 20, min_correct: 10, max_correct: 10 };
	return { id: 'q2', kind: 'RANGE', question: 'How many?', time: 20, ...span, ...about };
}

export function typed(about: Partial<Typed> = {}): Typed {
	return {
		id: 'q3',
		kind: 'TEXT',
		question: 'Capital of Chile?',
		time: 30,
		accepted: [{ text: 'Santiago' }],
		...about
	};
}

export function slide(about: Partial<SlideQuestion> = {}): SlideQuestion {
	return { id: 'q4', kind: 'SLIDE', question: 'Well done', time: 120, content: 'That was it.', ...about };
}

export function quiz(about: Partial<QuizDocument> = {}): QuizDocument {
	const questions = [choice(), slider(), typed(), slide()];
	return { rumpus_quiz: 1, language: 'en', title: 'Around the <b>world</b>', description: '', questions, ...about };
}
