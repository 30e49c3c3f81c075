/** How somebody has done so far: rounds against one other player, or alone. */

import type { Outcome } from '#lib/pixel/copycat/follow.ts';

/** With so many percent a round counts for the streak. */
export const STREAK_FROM = 80;

export interface Tally {
	/** Against whom, by full name; empty: alone. */
	against: string;
	rounds: number;
	/** The best accuracy, percent. */
	best: number;
	/** The last round was better than all before it. */
	record: boolean;
	/** So many of the last rounds, without a gap, were good. */
	streak: number;
	wins: number;
	losses: number;
	/** The last round. */
	last: Outcome | null;
}

export const NOTHING: Tally = {
	against: '',
	rounds: 0,
	best: 0,
	record: false,
	streak: 0,
	wins: 0,
	losses: 0,
	last: null
};

/** With another round. The same round told again changes nothing; who plays against somebody else begins anew. */
export function noted(tally: Tally, outcome: Outcome): Tally {
	const against = outcome.other?.user.fullName ?? '';
	const before = tally.against === against ? tally : NOTHING;
	if (before.last?.id === outcome.id) return tally;
	const { accuracy } = outcome.you;
	return {
		against,
		rounds: before.rounds + 1,
		best: Math.max(before.best, accuracy),
		record: before.rounds > 0 && accuracy > before.best,
		streak: accuracy >= STREAK_FROM ? before.streak + 1 : 0,
		wins: before.wins + (outcome.winner === 'you' ? 1 : 0),
		losses: before.losses + (outcome.winner === 'other' ? 1 : 0),
		last: outcome
	};
}
