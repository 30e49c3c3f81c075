/** What the rounds of a royale say about its field: who is left, where the line was, how it narrowed. */

import type { Round, Royale, Score } from '#lib/pixel/royale/follow.ts';

/** Not more are left in a finale. */
const FINALISTS = 3;

/** Who goes into the next round, best first. */
export function survivors(round: Round): Score[] {
	return round.scores.filter(({ out }) => !out);
}

/** Who went, best first. */
export function eliminated(round: Round): Score[] {
	return round.scores.filter(({ out }) => out);
}

/** The worst percentage with which somebody stayed. */
export function threshold(round: Round): number {
	return survivors(round).reduce((worst, { accuracy }) => Math.min(worst, accuracy), 100);
}

export function latest(game: Royale): Round | null {
	return game.rounds[game.rounds.length - 1] ?? null;
}

/** Those who play the finale, after the round that left them; null while it is none. */
export function finalists(round: Round | null): Score[] | null {
	const left = round ? survivors(round) : [];
	return left.length > 1 && left.length <= FINALISTS ? left : null;
}

/** The last picture that somebody has sent; empty if there is none. */
export function lastPicture(rounds: readonly Round[], id: string): string {
	return rounds.reduce((last, { scores }) => scores.find((score) => score.id === id)?.pixels || last, '');
}
