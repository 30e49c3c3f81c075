/** How the players stand, for lists that have room for some of them only. */

import type { Person } from '#lib/pixel/party/room.ts';
import type { ScoreEntry } from '#lib/protocol/pixel.generated.ts';

export interface Standing {
	entry: ScoreEntry;
	/** Counted from 1; equal points are the same place. */
	place: number;
}

/** The places of scores, the best first. */
export function standings(scores: readonly ScoreEntry[]): Standing[] {
	return [...scores]
		.sort((one, other) => other.score - one.score)
		.map((entry) => ({ entry, place: 1 + scores.filter((other) => other.score > entry.score).length }));
}

/** Those who are still there, by the names they have now; the four digits stay one's own. */
export function present(scores: readonly ScoreEntry[], people: readonly Person[]): ScoreEntry[] {
	const names = new Map(people.map(({ user }) => [user.discriminator, user]));
	return scores.flatMap((entry) => {
		const user = names.get(entry.user.discriminator);
		return user ? [{ ...entry, user }] : [];
	});
}

/** How they stood before the last round. */
export function before(scores: readonly ScoreEntry[]): ScoreEntry[] {
	return scores.map((entry) => ({ ...entry, score: entry.score - entry.roundScore }));
}

/** The first ones, as many as there is room for; `id` is among them in any case, in the last row then. */
export function excerpt(all: readonly Standing[], room: number, id: string): Standing[] {
	const shown = all.slice(0, Math.max(1, room));
	const own = all.find(({ entry }) => entry.playerId === id);
	return own && !shown.includes(own) ? [...shown.slice(0, -1), own] : shown;
}
