/**
 * What the host's screen knows of a game, as a pure fold: a view, an event and its arguments give the next view.
 * `game_state` is the whole truth at a moment; everything after it is told by single events until the next one.
 */

import type {
	AnswerCount,
	AnswerData,
	ControlVisibility,
	GameEnded,
	HostState,
	PlayerEntry,
	PlayerJoined,
	SetQuestionNumber,
	SolvedQuestion
} from '#lib/protocol/quiz.generated.ts';

export interface HostView extends HostState {
	/** When the time of the open question is up, in milliseconds of `performance.now()`. */
	ends: number;
	/** A question was opened whose points are not in the totals yet. */
	owed: boolean;
	/** The totals are not known any more: ask for the state anew. */
	stale: boolean;
	/** Why the game is over; null while it runs. */
	reason: string | null;
}

/** Not an event: the page's own clock says that the open question has closed. */
export const TIME_IS_UP = 'time is up';

/** How long the server takes answers after the time of a question, in milliseconds (quiz.md 0.4). */
export const GRACE = 2000;

type Fold = (view: HostView, argument: never, now: number) => HostView;

const FOLDS: Record<string, Fold> = {
	player_joined: (view, { username, seat = -1 }: PlayerJoined) => {
		const known = view.entries.find((entry) => entry.seat === seat);
		if (known) return withEntry(view, { ...known, username, present: true });
		const entry: PlayerEntry = {
			seat,
			username,
			present: true,
			kicked: false,
			answered: false,
			total: 0,
			custom_field: null
		};
		return { ...view, entries: [...view.entries, entry], players: view.players + 1 };
	},
	player_left: (view, { seat }: { seat: number }) => changed(view, seat, { present: false }),
	player_back: (view, { seat }: { seat: number }) => {
		// Whoever is let back brings points and answers that nobody told.
		const kicked = view.entries.some((entry) => entry.seat === seat && entry.kicked);
		const next = changed(view, seat, { present: !kicked, kicked: false });
		return kicked ? { ...next, stale: true } : next;
	},
	player_kicked: (view, { seat, username }: { seat: number; username: string }) => {
		const next = changed(view, seat, { present: false, kicked: true });
		return {
			...next,
			players: Math.max(0, view.players - 1),
			results: view.results && without(view.results, username),
			final: view.final && withoutAll(view.final, username)
		};
	},
	start_game: (view) => (view.game.started ? view : { ...view, phase: 'ready', game: { ...view.game, started: true } }),
	set_question_number: (view, message: SetQuestionNumber, now) => shown(view, message, now),
	everyone_answered: (view) => closed(view),
	[TIME_IS_UP]: (view) => closed(view),
	answer_count: (view, { answered, players }: AnswerCount) => ({ ...view, answered, players }),
	solutions: (view, solution: SolvedQuestion) => ({ ...closed(view), solution }),
	question_results: (view, results: AnswerData[]) => scored({ ...closed(view), results }),
	ranking_shown: (view) => ({ ...closed(view), ranking: true, stale: view.stale || view.owed }),
	final_results: (view, final: Record<string, AnswerData[]>) =>
		view.game.started ? { ...closed(view), phase: 'final', final, stale: view.stale || view.owed } : view,
	control_visibility: (view, { visible }: ControlVisibility) => ({ ...view, controls_visible: visible }),
	results_saved_successfully: (view) => ({ ...view, saved: true }),
	game_ended: (view, { reason }: GameEnded) => ({ ...closed(view), phase: 'over', reason })
};

/** The events that change a view. */
export const EVENTS = Object.keys(FOLDS).filter((event) => event !== TIME_IS_UP);

/** The view that a state gives. `now` is that of `performance.now()`. */
export function viewOf(state: HostState, now: number): HostView {
	return { ...state, ends: now + state.remaining, owed: state.open, stale: false, reason: null };
}

/** The view after an event. Events that it does not know change nothing. */
export function follow(view: HostView, event: string, argument: unknown, now: number): HostView {
	const fold = Object.prototype.hasOwnProperty.call(FOLDS, event) ? FOLDS[event] : undefined;
	return fold ? fold(view, argument as never, now) : view;
}

function shown(view: HostView, message: SetQuestionNumber, now: number): HostView {
	const { question_index: index, question = null, open = false, remaining = 0 } = message;
	if (open && view.question_index === index && view.question !== null) return { ...view, ends: now + remaining };
	const left = closed(view);
	return {
		...left,
		phase: question === null ? 'slide' : open ? 'question' : 'closed',
		game: { ...view.game, started: true, current_question: index, question_show: open },
		question_index: index,
		question,
		open,
		remaining,
		ends: now + remaining,
		answered: 0,
		solution: null,
		results: null,
		ranking: false,
		final: null,
		// Who went on without the results of a question has not heard its points.
		stale: view.stale || view.owed,
		owed: open
	};
}

function closed(view: HostView): HostView {
	if (!view.open) return view;
	return { ...view, phase: 'closed', game: { ...view.game, question_show: false }, open: false, remaining: 0 };
}

function scored(view: HostView): HostView {
	if (!view.owed || view.results === null) return view;
	const scores = new Map(view.results.map(({ username, score }) => [username, score]));
	const entries = view.entries.map((entry) =>
		entry.kicked ? entry : { ...entry, total: entry.total + (scores.get(entry.username) ?? 0) }
	);
	return { ...view, entries, owed: false, answered: view.results.length };
}

function withEntry(view: HostView, entry: PlayerEntry): HostView {
	return { ...view, entries: view.entries.map((other) => (other.seat === entry.seat ? entry : other)) };
}

function changed(view: HostView, seat: number, change: Partial<PlayerEntry>): HostView {
	const known = view.entries.find((entry) => entry.seat === seat);
	if (!known) return view;
	const back = known.kicked && change.kicked === false ? 1 : 0;
	return { ...withEntry(view, { ...known, ...change }), players: view.players + back };
}

function without(answers: AnswerData[], username: string): AnswerData[] {
	return answers.filter((answer) => answer.username !== username);
}

function withoutAll(final: Record<string, AnswerData[]>, username: string): Record<string, AnswerData[]> {
	const rest = Object.entries(final).map(([index, answers]) => [index, without(answers, username)] as const);
	return Object.fromEntries(rest.filter(([, answers]) => answers.length > 0));
}
