/** What the host does next: one step after the other leads through a whole game, on the big screen and on a remote. */

import type { SolvedQuestion } from '#lib/protocol/quiz.generated.ts';
import type { HostView } from '#lib/quiz/host/follow.ts';

export type Step =
	| { kind: 'start' }
	| { kind: 'stop'; index: number }
	| { kind: 'results'; index: number }
	| { kind: 'solution' }
	| { kind: 'ranking' }
	| { kind: 'question'; index: number }
	| { kind: 'slide'; index: number }
	| { kind: 'final' }
	| { kind: 'save' }
	| { kind: 'end' };

/** What is on the screen. */
export type Place = 'lobby' | 'ready' | 'question' | 'closed' | 'results' | 'ranking' | 'slide' | 'final' | 'over';

type Questions = readonly SolvedQuestion[];

/** Where a view stands. */
export function placeOf(view: HostView): Place {
	if (view.phase === 'closed' || view.phase === 'slide') {
		if (view.ranking) return 'ranking';
		if (view.phase === 'closed' && (view.results !== null || view.solution !== null)) return 'results';
	}
	return view.phase as Place;
}

/** The step that follows; null if there is none now. */
export function nextStep(view: HostView, questions: Questions): Step | null {
	const index = view.question_index;
	switch (view.phase) {
		case 'lobby':
			return view.players > 0 ? { kind: 'start' } : null;
		case 'ready':
			return onward(-1, questions);
		case 'question':
			return { kind: 'stop', index };
		case 'closed':
			return afterQuestion(view, questions);
		case 'slide':
			return onward(index, questions);
		case 'final':
			return view.saved ? { kind: 'end' } : { kind: 'save' };
		default:
			return null;
	}
}

/** The question whose results the big screen asks for by itself once it is closed; null if there is none. */
export function wantsResults(view: HostView, questions: Questions): number | null {
	if (view.phase !== 'closed' || view.results !== null || view.solution !== null || view.ranking) return null;
	return questions[view.question_index]?.hide_results ? null : view.question_index;
}

/** Whether somebody can win or lose points with a question. */
export function counts(question: SolvedQuestion | undefined): boolean {
	return question !== undefined && question.type !== 'VOTING' && question.type !== 'SLIDE';
}

function afterQuestion(view: HostView, questions: Questions): Step | null {
	const index = view.question_index;
	const question = questions[index];
	const hidden = question?.hide_results ?? false;
	if (!view.ranking) {
		if (!hidden && view.results === null) return { kind: 'results', index };
		if (counts(question) && view.solution === null) return { kind: 'solution' };
		// Before the podium nobody sees who leads.
		if (!hidden && counts(question) && index + 1 < questions.length) return { kind: 'ranking' };
	}
	return onward(index, questions);
}

function onward(index: number, questions: Questions): Step {
	const next = questions[index + 1];
	if (!next) return { kind: 'final' };
	return { kind: next.type === 'SLIDE' ? 'slide' : 'question', index: index + 1 };
}
