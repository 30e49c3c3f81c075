import { describe, expect, it } from 'vitest';
import { before, excerpt, present, standings } from '#lib/pixel/guesser/standings.ts';
import type { ScoreEntry } from '#lib/protocol/pixel.generated.ts';

const score = (playerId: string, points: number, roundScore = 0): ScoreEntry => ({
	playerId,
	user: { displayName: playerId, discriminator: playerId, fullName: `${playerId}#${playerId}` },
	score: points,
	roundScore,
	wasArtist: false,
	guessedCorrectly: false
});
const SCORES = [score('a', 120, 20), score('b', 110, 110), score('c', 110), score('d', 0)];

describe('standings', () => {
	it('give equal points the same place', () => {
		expect(standings(SCORES).map(({ place }) => place)).toEqual([1, 2, 2, 4]);
	});

	it('are of those who are there, by the names they have now', () => {
		const renamed = { displayName: 'Zoe', discriminator: 'd', fullName: 'Zoe#d' };
		const people = [SCORES[0]?.user, renamed].flatMap((user) => (user ? [{ user, id: '', away: false }] : []));
		expect(present(SCORES, people).map(({ user, score: points }) => [user.displayName, points])).toEqual([
			['a', 120],
			['Zoe', 0]
		]);
	});

	it('were others before the round', () => {
		const earlier = standings(before(SCORES));
		expect(earlier.map(({ entry }) => [entry.playerId, entry.score])).toEqual([
			['c', 110],
			['a', 100],
			['b', 0],
			['d', 0]
		]);
	});

	it('have this player in every excerpt', () => {
		const ids = (room: number, id: string) => excerpt(standings(SCORES), room, id).map(({ entry }) => entry.playerId);
		expect(ids(3, 'a')).toEqual(['a', 'b', 'c']);
		expect(ids(3, 'd')).toEqual(['a', 'b', 'd']);
		expect(ids(1, 'd')).toEqual(['d']);
		expect(ids(9, 'nobody')).toEqual(['a', 'b', 'c', 'd']);
	});
});
