/** Steps, places and refusals in words. Called in templates, they follow the language. */

import { m } from '#lib/paraglide/messages.js';
import type { HostView } from '#lib/quiz/host/follow.ts';
import { plainOf } from '#lib/quiz/html.ts';
import type { Place, Step } from '#lib/quiz/host/steps.ts';
import type { SolvedQuestion } from '#lib/protocol/quiz.generated.ts';

const STEPS: Record<Step['kind'], () => string> = {
	start: m.game_step_start,
	stop: m.game_step_stop,
	results: m.game_step_results,
	solution: m.game_step_solution,
	ranking: m.game_step_ranking,
	question: m.game_step_question,
	slide: m.game_step_slide,
	final: m.game_step_final,
	save: m.game_step_save,
	end: m.game_step_end
};

const REFUSALS: Record<string, () => string> = {
	unknown_player: m.game_refused_unknown_player,
	name_taken: m.game_refused_name_taken,
	too_many_events: m.game_refused_too_many_events
};

/** What the button of a step says. */
export function stepWords(step: Step | null): string {
	if (step === null) return m.game_step_waiting();
	if (step.kind === 'question' && step.index === 0) return m.game_step_first();
	return STEPS[step.kind]();
}

/** A refusal of the socket. */
export function refusalWords(code: string): string {
	return (REFUSALS[code] ?? m.game_refused_general)();
}

/** Which question or slide is on show. */
export function numberWords(view: HostView, question: SolvedQuestion | null): string {
	const about = { number: view.question_index + 1, count: view.game.question_count };
	return question?.type === 'SLIDE' ? m.game_slide_of(about) : m.game_question_of(about);
}

/** What is on the screen, to be read aloud when it changes. */
export function placeWords(place: Place, view: HostView, question: SolvedQuestion | null): string {
	switch (place) {
		case 'question':
		case 'slide':
			return `${numberWords(view, question)}. ${plainOf(question?.question ?? '')}`;
		case 'closed':
			return m.game_time_up();
		case 'results':
			return view.solution === null ? m.game_results() : m.game_solution();
		case 'ranking':
			return m.game_ranking();
		case 'final':
			return m.game_podium();
		case 'ready':
			return m.game_ready();
		case 'over':
			return m.game_over_title();
		default:
			return m.game_join_title();
	}
}
