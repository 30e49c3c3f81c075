import { describe, expect, it } from 'vitest';
import type { AnswerData, PlayerEntry } from '#lib/protocol/quiz.generated.ts';
import { finalStandings, standingsBefore, standingsOf } from '#lib/quiz/host/standings.ts';

function player(seat: number, username: string, total: number, kicked = false): PlayerEntry {
	return { seat, username, present: true, kicked, answered: false, total, custom_field: null };
}

const scored = (username: string, score: number) => ({ username, score }) as AnswerData;

const ENTRIES = [
	player(1, 'anna', 900),
	player(2, 'bert', 1500),
	player(3, 'çelik', 900),
	player(4, 'gone', 9000, true)
];

describe('standings', () => {
	it('are best first, with ties on one rank and without who was removed', () => {
		const now = standingsOf(ENTRIES, null);
		expect(now.map(({ username, rank }) => [username, rank])).toEqual([
			['bert', 1],
			['anna', 2],
			['çelik', 2]
		]);
	});

	it('tell how the last question moved them', () => {
		const results = [scored('bert', 900), scored('çelik', 100)];
		const now = standingsOf(ENTRIES, results);
		expect(now.map(({ username, moved, gained }) => [username, moved, gained])).toEqual([
			['bert', 2, 900],
			['anna', -1, 0],
			['çelik', 0, 100]
		]);
		expect(standingsBefore(ENTRIES, results).map(({ username }) => username)).toEqual(['anna', 'çelik', 'bert']);
	});

	it('do not move with the first points of a game', () => {
		const results = [scored('bert', 1500), scored('anna', 900), scored('çelik', 900)];
		expect(standingsOf(ENTRIES, results).every(({ moved }) => moved === null)).toBe(true);
	});

	it('at the end come from all answers', () => {
		const end = finalStandings(ENTRIES, { 0: [scored('anna', 10)], 2: [scored('anna', 5), scored('çelik', 20)] });
		expect(end.map(({ username, total, rank }) => [username, total, rank])).toEqual([
			['çelik', 20, 1],
			['anna', 15, 2],
			['bert', 0, 3]
		]);
	});
});
