import { describe, expect, it } from 'vitest';
import { GONE, personOf, roomOf, userOf } from '#lib/pixel/party/room.example.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import { eliminated, finalists, lastPicture, latest, survivors, threshold } from '#lib/pixel/royale/field.ts';
import { follow, type Royale } from '#lib/pixel/royale/follow.ts';

const PICTURE = '2'.repeat(64);
const ME = 'p4';
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index + 1}`);

function inPhase(phase: string, round = 0, spectator = false, people: string[] = []): Room {
	return roomOf({
		mode: 'copycat-royale',
		code: 'ABCD',
		playerId: ME,
		me: userOf(ME),
		people: people.map((id) => personOf(id)),
		spectator,
		phase,
		round,
		totalRounds: 4
	});
}

type Told = [event: string, told: unknown];

function after(game: Royale | null, room: Room, events: Told[]): Royale | null {
	return events.reduce((now, [event, told]) => follow(now, event, told, room), game);
}

const entered = (phase: string): Told => ['phase-changed', { phase, duration: 5000, endsAt: 10 }];
const restored = (phase: string): Told => ['session-restored', { phase }];

function scores(players: string[], stay: number, known = true) {
	return players.map((id, index) => ({
		playerId: id,
		user: known ? userOf(id) : GONE,
		pixels: index === players.length - 1 ? '' : `${index}`.padEnd(64, '3'),
		accuracy: 100 - index * 10,
		matchingPixels: 0,
		submitTime: 5,
		wasEliminated: index >= stay,
		...(index >= stay ? { finalRank: index + 1 } : {})
	}));
}

function results(round: number, players: string[], stay: number): Told {
	const told = { round, referenceImage: PICTURE, results: scores(players, stay) };
	return [
		'royale-round-results',
		{ ...told, eliminated: [], surviving: [], eliminationThreshold: 0, duration: 1, endsAt: 1 }
	];
}

const shown = (round: number, left: number): Told => [
	'royale-show-reference',
	{
		referenceImage: PICTURE,
		imageCreator: 'Ben',
		round,
		totalRounds: 4,
		remainingPlayers: left,
		duration: 1,
		endsAt: 1
	}
];

const won: Told = [
	'royale-winner',
	{
		winner: userOf('p1'),
		winnerId: 'p1',
		winnerPixels: PICTURE,
		winningAccuracy: 98,
		totalRounds: 2,
		allResults: ids(6).map((id, index) => ({
			playerId: id,
			user: index === 5 ? GONE : userOf(id),
			finalRank: index + 1,
			eliminatedInRound: 1,
			averageAccuracy: 50,
			totalRoundsPlayed: 1
		})),
		duration: 1,
		endsAt: 1
	}
];

describe('a royale', () => {
	it('knows the picture only while it is shown', () => {
		const showing = after(null, inPhase('royale-show-reference', 1), [entered('royale-show-reference'), shown(1, 6)]);
		expect(showing?.shown).toEqual({ pixels: PICTURE, creator: 'Ben', left: 6 });
		const drawing = inPhase('royale-drawing', 1);
		expect(after(showing, drawing, [entered('royale-drawing')])?.shown).toBeNull();
		expect(after(showing, drawing, [restored('royale-drawing')])?.shown).toBeNull();
	});

	it('keeps the rounds, each once', () => {
		const room = inPhase('royale-results', 2);
		const game = after(null, room, [results(1, ids(6), 3), results(2, ids(3), 2), results(2, ids(3), 2)]);
		expect(game?.rounds.map(({ round, scores: all }) => [round, all.length])).toEqual([
			[1, 6],
			[2, 3]
		]);
	});

	it('says where the line was, and who went', () => {
		const game = after(null, inPhase('royale-results', 1), [results(1, ids(6), 3)]);
		const round = latest(game as Royale);
		if (!round) throw new Error('no round');
		expect(survivors(round).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
		expect(eliminated(round).map(({ id, place }) => [id, place])).toEqual([
			['p4', 4],
			['p5', 5],
			['p6', 6]
		]);
		expect(threshold(round)).toBe(80);
		expect(finalists(round)?.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
		expect(lastPicture(game?.rounds ?? [], 'p2')).toBe('1'.padEnd(64, '3'));
		expect(lastPicture(game?.rounds ?? [], 'p6')).toBe('');
	});

	it('is a finale for three and for two, not for the one who is left', () => {
		const round = (stay: number) =>
			latest(after(null, inPhase('royale-results', 1), [results(1, ids(6), stay)]) as Royale);
		expect([4, 3, 2, 1].map((stay) => finalists(round(stay))?.length)).toEqual([undefined, 3, 2, undefined]);
		expect(finalists(null)).toBeNull();
	});

	it('begins anew with the next game', () => {
		const game = after(null, inPhase('royale-results', 1), [results(1, ids(6), 3), won]);
		expect(after(game, inPhase('countdown'), [entered('countdown')])?.rounds).toEqual([]);
		expect(after(game, inPhase('royale-show-reference', 1), [restored('royale-show-reference')])?.rounds).toEqual([]);
		expect(after(game, inPhase('lobby'), [['phase-changed', { phase: 'lobby' }]])).toBeNull();
	});

	it('remembers the names of those who have left', () => {
		const room = inPhase('royale-results', 1, false, ids(6));
		const game = after(null, room, [results(1, ids(6), 3), entered('royale-winner'), won]);
		expect(game?.won?.allResults[5]?.user.displayName).toBe('p6');
		const rounds = [{ round: 1, referenceImage: PICTURE, results: scores(ids(6), 3, false) }];
		const told = after(null, room, [['royale-rounds', { rounds }]]);
		expect(told?.rounds[0]?.scores.map((score) => score.user.displayName)).toEqual(ids(6));
	});
});

describe('who comes back', () => {
	it('has the same game in every phase, whether or not anything was known', () => {
		const out: Told = ['royale-you-eliminated', { round: 1, accuracy: 70, finalRank: 4, totalPlayers: 6 }];
		const round = (number: number, players: number, stay: number) => ({
			round: number,
			referenceImage: PICTURE,
			results: scores(ids(players), stay)
		});
		const one = [round(1, 6, 3)];
		const two = [...one, round(2, 3, 1)];
		const phases: [string, number, boolean, Told[], unknown[]][] = [
			['countdown', 0, false, [], []],
			['royale-initial-drawing', 0, false, [['royale-initial-drawing', { duration: 1, endsAt: 1 }]], []],
			['royale-show-reference', 1, false, [shown(1, 6)], []],
			['royale-drawing', 1, false, [['royale-drawing', { round: 1, duration: 1, endsAt: 1 }]], []],
			['royale-results', 1, true, [results(1, ids(6), 3), out], one],
			['royale-show-reference', 2, true, [shown(2, 3)], one],
			['royale-drawing', 2, true, [['royale-drawing', { round: 2, duration: 1, endsAt: 1 }]], one],
			['royale-results', 2, true, [results(2, ids(3), 1)], two],
			['royale-winner', 0, false, [won], two]
		];
		let live: Royale | null = null;
		for (const [phase, number, spectator, details, over] of phases) {
			const room = inPhase(phase, number, spectator, ids(6));
			live = after(live, room, [entered(phase), ...details]);
			const again: Told[] = over.length > 0 ? [['royale-rounds', { rounds: over }]] : [];
			expect(after(live, room, [restored(phase), ...again, ...details])).toEqual(live);
			expect(after(null, room, [restored(phase), ...again, ...details])).toEqual(live);
		}
		expect(live?.out).toMatchObject({ round: 1, finalRank: 4, totalPlayers: 6 });
	});
});
