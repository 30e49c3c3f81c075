/** Who stands where: totals, ranks with ties, and how a question moved them. */

import type { AnswerData, PlayerEntry } from '#lib/protocol/quiz.generated.ts';

export interface Standing {
	seat: number;
	username: string;
	total: number;
	/** From 1; who has the same total has the same rank. */
	rank: number;
	/** Points of the last question. */
	gained: number;
	/** How many ranks up (or, if negative, down) the last question led; null if there was none before. */
	moved: number | null;
}

/** The standings after the last question, best first. `results` are its answers, if it has some. */
export function standingsOf(entries: readonly PlayerEntry[], results: readonly AnswerData[] | null): Standing[] {
	const gained = new Map((results ?? []).map(({ username, score }) => [username, score]));
	const playing = entries.filter((entry) => !entry.kicked);
	const before = ranked(playing.map((entry) => ({ ...entry, total: entry.total - (gained.get(entry.username) ?? 0) })));
	const first = before.every((standing) => standing.total === 0);
	const formerly = new Map(before.map(({ seat, rank }) => [seat, rank]));
	return ranked(playing).map((standing) => ({
		...standing,
		gained: gained.get(standing.username) ?? 0,
		moved: first ? null : (formerly.get(standing.seat) ?? standing.rank) - standing.rank
	}));
}

/** The same before the last question. */
export function standingsBefore(entries: readonly PlayerEntry[], results: readonly AnswerData[] | null): Standing[] {
	const gained = new Map((results ?? []).map(({ username, score }) => [username, score]));
	const playing = entries.filter((entry) => !entry.kicked);
	return ranked(playing.map((entry) => ({ ...entry, total: entry.total - (gained.get(entry.username) ?? 0) })));
}

/** The standings at the end, from all answers, so that nothing needs to have been followed. */
export function finalStandings(
	entries: readonly PlayerEntry[],
	final: Readonly<Record<string, readonly AnswerData[]>>
): Standing[] {
	const totals = new Map<string, number>();
	for (const answers of Object.values(final)) {
		for (const { username, score } of answers) totals.set(username, (totals.get(username) ?? 0) + score);
	}
	const playing = entries.filter((entry) => !entry.kicked);
	return ranked(playing.map((entry) => ({ ...entry, total: totals.get(entry.username) ?? 0 })));
}

function ranked(entries: readonly Pick<PlayerEntry, 'seat' | 'username' | 'total'>[]): Standing[] {
	const best = [...entries].sort((a, b) => b.total - a.total || a.seat - b.seat);
	let rank = 0;
	return best.map(({ seat, username, total }, place) => {
		if (place === 0 || total !== best[place - 1]?.total) rank = place + 1;
		return { seat, username, total, rank, gained: 0, moved: null };
	});
}
