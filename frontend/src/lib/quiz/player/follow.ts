/** What a player sees, followed from what the server says: a pure fold, so that every moment of a game can be tested. */

import type { OwnResult, PlayerGame, PlayerState, QuizServerPayloads } from '#lib/protocol/quiz.generated.ts';
import type { ShownQuestion, SolvedQuestion } from '#lib/protocol/quiz.generated.ts';

export type Phase = 'lobby' | 'ready' | 'question' | 'closed' | 'slide' | 'final' | 'over';

/** All that the player's page shows. Moments are milliseconds by the clock of the page (`performance.now()`). */
export interface View {
	phase: Phase;
	game: PlayerGame;
	username: string;
	/** Of the question on show; -1 before the first. */
	index: number;
	question: ShownQuestion | null;
	/** Answers are taken. */
	open: boolean;
	/** The time of the question, in milliseconds. */
	time: number;
	/** When that time is up. */
	deadline: number;
	/** When the question was first shown on this phone, or had to be. */
	shownAt: number;
	/** The server has an answer of this player to this question. */
	answered: boolean;
	/** That answer as the server keeps it; null until it said so. */
	answer: string | null;
	result: OwnResult | null;
	solution: SolvedQuestion | null;
	total: number;
	rank: number | null;
	players: number;
	/** Why the game is over. */
	reason: string | null;
}

const PHASES: readonly string[] = ['lobby', 'ready', 'question', 'closed', 'slide', 'final', 'over'];

/** The view from the whole state. `before` knows when the question was shown on this phone. */
function state(before: View | null, told: PlayerState, now: number): View {
	const time = told.question ? Number(told.question.time) * 1000 : 0;
	const same = before?.index === told.question_index && before.question !== null && before.open;
	return {
		phase: PHASES.includes(told.phase) ? (told.phase as Phase) : 'ready',
		game: told.game,
		username: told.username,
		index: told.question_index,
		question: told.question,
		open: told.open,
		time,
		deadline: now + told.remaining,
		shownAt: same ? before.shownAt : now - Math.max(0, time - told.remaining),
		answered: told.answer !== null,
		answer: told.answer,
		result: told.result,
		solution: told.solution,
		total: told.total,
		rank: told.rank,
		players: told.players,
		reason: before?.reason ?? null
	};
}

/** The question on show leaves, with all that was told about it. */
function cleared(view: View): View {
	return { ...view, question: null, open: false, answered: false, answer: null, result: null, solution: null };
}

function question(view: View, told: QuizServerPayloads['set_question_number'], now: number): View {
	if (!told.question) return view;
	const open = told.open ?? true;
	const time = Number(told.question.time) * 1000;
	const deadline = now + (told.remaining ?? time);
	if (open && view.open && view.question && view.index === told.question_index) {
		// The same once more, after a restart of the server: only the clock is set.
		return { ...view, deadline };
	}
	return {
		...cleared(view),
		phase: open ? 'question' : 'closed',
		game: { ...view.game, started: true, language: told.language ?? view.game.language },
		index: told.question_index,
		question: told.question,
		open,
		time,
		deadline,
		shownAt: now
	};
}

function result(view: View, told: OwnResult): View {
	const { total, rank, players } = told;
	if (told.question_index !== view.index) return { ...view, total, rank, players };
	return { ...view, phase: 'closed', open: false, result: told, total, rank, players };
}

const STEPS = {
	start_game: (view: View, _told: undefined) => (view.phase === 'lobby' ? { ...view, phase: 'ready' as const } : view),
	set_question_number: question,
	slide_shown: (view: View, _told: undefined) => ({ ...cleared(view), phase: 'slide' as const }),
	player_answer: (view: View, _told: unknown) => ({ ...view, answered: true }),
	already_replied: (view: View, _told: undefined) => ({ ...view, answered: true }),
	// Said before the question closes, too: what stands on sliders is then sent at once.
	everyone_answered: (view: View, _told: unknown, now: number) =>
		view.open ? { ...view, deadline: Math.min(view.deadline, now) } : view,
	own_result: result,
	solutions: (view: View, told: SolvedQuestion) => (view.question ? { ...view, solution: told } : view),
	game_ended: (view: View, told: { reason: string }) => ({
		...view,
		phase: 'over' as const,
		open: false,
		reason: told.reason
	})
};

/** The events that change the view, beside `game_state`. */
export const EVENTS = Object.keys(STEPS) as (keyof typeof STEPS)[];

/** The view after the server said something. Nothing is known before the first `game_state`. */
export function follow(before: View | null, event: string, told: unknown, now: number): View | null {
	if (event === 'game_state') return state(before, told as PlayerState, now);
	const step = (STEPS as Record<string, (view: View, told: never, now: number) => View>)[event];
	return before && step ? step(before, told as never, now) : before;
}
