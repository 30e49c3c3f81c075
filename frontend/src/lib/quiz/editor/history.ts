/** Undo and redo: states one after the other. What is typed into one field in one go is one step. */

interface Step<State> {
	state: State;
	/** What was changed, for joining steps; null joins with nothing. */
	what: string | null;
	/** When it was changed last, in milliseconds. */
	at: number;
}

const MOST = 200;
/** Longer pauses than this begin a new step, in milliseconds. */
const PAUSE = 1_200;

export interface History<State> {
	readonly past: readonly Step<State>[];
	readonly now: Step<State>;
	readonly future: readonly Step<State>[];
}

export function begun<State>(state: State): History<State> {
	return { past: [], now: { state, what: null, at: 0 }, future: [] };
}

/** A new state. If the same thing was changed just before, both are one step. */
export function changed<State>(history: History<State>, state: State, what: string | null, at: number): History<State> {
	const { past, now } = history;
	// However long a drag takes, it is one step.
	const joins = what !== null && now.what === what && (what.includes('drag:') || at - now.at < PAUSE);
	return {
		past: joins ? past : [...past, now].slice(-MOST),
		now: { state, what, at },
		future: []
	};
}

export function undone<State>(history: History<State>): History<State> {
	const { past, now, future } = history;
	const before = past[past.length - 1];
	if (!before) return history;
	// A step that was gone back to is finished: typing on begins another one.
	return { past: past.slice(0, -1), now: { ...before, what: null }, future: [now, ...future] };
}

export function redone<State>(history: History<State>): History<State> {
	const { past, now, future } = history;
	const [after, ...later] = future;
	if (!after) return history;
	return { past: [...past, now], now: { ...after, what: null }, future: later };
}
