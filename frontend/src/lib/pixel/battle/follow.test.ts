import { expect, test } from 'vitest';
import { follow, type Battle } from '#lib/pixel/battle/follow.ts';
import { follow as followRoom } from '#lib/pixel/party/follow.ts';
import type { Room } from '#lib/pixel/party/room.ts';

const me = { displayName: 'Drawer', discriminator: '4711', fullName: 'Drawer#4711' };
const other = { displayName: 'Crafter', discriminator: '0879', fullName: 'Crafter#0879' };

type Said = [event: string, told: unknown];

/** The room and the battle in it, after all this was said: by both folds, in the order in which the page asks them. */
function after(...said: Said[]): { room: Room; game: Battle | null } {
	let room: Room | null = null;
	let game: Battle | null = null;
	for (const [event, told] of said) {
		room = followRoom(room, event, told, me, 0);
		if (!room) throw new Error('no room');
		game = follow(room.game === null ? null : game, event, told, room);
		room = { ...room, game };
	}
	if (!room) throw new Error('no room');
	return { room, game };
}

function game(...said: Said[]): Battle {
	const found = after(...said).game;
	if (!found) throw new Error('no game');
	return found;
}

const joined: Said = [
	'lobby-joined',
	{
		instanceId: 'i1',
		type: 'private',
		hasPassword: false,
		players: [me, other],
		standing: { playerIds: ['p1', 'p2'], hostId: 'p1' },
		spectator: false,
		gameMode: 'pixel-battle',
		playerId: 'p1',
		code: 'ABCD',
		isHost: true
	}
];
const indices = { prefixIdx: null, subjectIdx: 23, suffixIdx: null };
const prompt = { prefix: '', subject: 'fish', suffix: '' };
const counting: Said = [
	'phase-changed',
	{ phase: 'countdown', prompt, promptIndices: indices, duration: 5000, startsAt: 9000 }
];
const drawing: Said = [
	'phase-changed',
	{ phase: 'drawing', prompt, promptIndices: indices, duration: 30_000, endsAt: 39_000 }
];
const submitted: Said = ['submission-received', { success: true, submissionCount: 1 }];
const imageA = { playerId: 'p2', pixels: '2'.repeat(64) };
const imageB = { playerId: 'p3', pixels: '3'.repeat(64) };
const voting = (round: number): Said => [
	'phase-changed',
	{ phase: 'voting', round, totalRounds: 2, duration: 5000, endsAt: 44_000 }
];
const dealt = (round: number): Said => [
	'voting-round',
	{ round, totalRounds: 2, imageA, imageB, timeLimit: 5000, endsAt: 44_000 }
];
const voted: Said = ['vote-received', { success: true, eloChange: { winner: 16, loser: -16 } }];
const finalists = [
	{ ...imageA, user: other, elo: 1016 },
	{ playerId: 'p1', pixels: '4'.repeat(64), user: me, elo: 1000 }
];
const finaleStart: Said = ['finale-start', { finalists, timeLimit: 15_000, endsAt: 60_000 }];
const finale: Said = ['phase-changed', { phase: 'finale', duration: 15_000, endsAt: 60_000 }];
const results: Said = ['phase-changed', { phase: 'results', duration: 15_000 }];
const rankings = finalists.map((one, index) => ({ ...one, place: index + 1, finalVotes: 1 - index }));
const ranked: Said = ['game-results', { prompt, promptIndices: indices, rankings, totalParticipants: 2 }];
const start: Said[] = [joined, counting, drawing, submitted];

function restored(phase: string, phaseState: object, round = 1): Said {
	const counted = phase === 'voting' ? { round, totalRounds: 2 } : {};
	return [
		'session-restored',
		{
			instanceId: 'i1',
			user: me,
			phase,
			players: [me, other],
			standing: { playerIds: ['p1', 'p2'], ...counted },
			isSpectator: false,
			gameMode: 'pixel-battle',
			type: 'private',
			code: 'ABCD',
			isHost: true,
			playerId: 'p1',
			prompt,
			promptIndices: indices,
			phaseState: { phase, ...phaseState }
		}
	];
}

test('a whole game: every phase has its details, and those of the phase before are gone', () => {
	expect(after(joined).game).toBeNull();
	expect(game(joined, counting)).toMatchObject({ pair: null, results: null });
	const first = game(...start, voting(1), dealt(1));
	expect(first).toMatchObject({ pair: { round: 1, pictures: [imageA, imageB] }, voted: false });
	expect(game(...start, voting(1), dealt(1), voted)).toMatchObject({ voted: true, pair: { round: 1 } });
	const second = [...start, voting(1), dealt(1), voted, voting(2)];
	expect(game(...second)).toMatchObject({ pair: null, voted: false });
	const last = [...second, dealt(2), finaleStart, finale];
	expect(game(...second, dealt(2), finaleStart).pair).not.toBeNull();
	expect(game(...last)).toMatchObject({ pair: null, finaleVoted: false, finalists: [{ user: other }, { user: me }] });
	expect(game(...last, ['finale-vote-received', { success: true }])).toMatchObject({ finaleVoted: true });
	expect(game(...last, results)).toMatchObject({ finalists: [], results: null });
	expect(game(...last, results, ranked).results).toEqual({ rankings, packed: null, total: 2 });
	expect(after(...last, results, ranked, ['phase-changed', { phase: 'lobby' }]).game).toBeNull();
});

test('a large ranking comes packed', () => {
	const told = { prompt, promptIndices: indices, rankings: [], totalParticipants: 60, compressedRankings: 'packed' };
	expect(game(...start, results, ['game-results', told]).results).toEqual({
		rankings: null,
		packed: 'packed',
		total: 60
	});
});

test('who comes late is dealt a pair, sees the finale, sees the results', () => {
	const late = (phase: string): Said => ['lobby-joined', { ...(joined[1] as object), spectator: true, phase }];
	expect(game(late('voting'), dealt(1))).toMatchObject({ pair: { round: 1 }, voted: false });
	expect(game(late('finale'), finaleStart)).toMatchObject({ finalists: [{ user: other }, { user: me }] });
	expect(game(late('results'), ranked).results?.rankings).toEqual(rankings);
});

test('a reload in the voting: the pair comes back, whichever is said first', () => {
	const state = restored('voting', { hasVoted: false, votingAssignment: { imageA, imageB } });
	const expected = { pair: { round: 1, pictures: [imageA, imageB] }, voted: false };
	expect(game(state)).toMatchObject(expected);
	expect(game(state, dealt(1))).toMatchObject(expected);
	expect(game(joined, voting(1), dealt(1), state)).toMatchObject(expected);
});

test('a reload after the vote: it counts still', () => {
	expect(game(restored('voting', { hasVoted: true }))).toMatchObject({ voted: true, pair: null });
	expect(game(...start, voting(1), dealt(1), voted, restored('voting', { hasVoted: true }))).toMatchObject({
		voted: true,
		pair: { round: 1 }
	});
});

test('a lost connection over the end of a round: the pair of the round before is not offered again', () => {
	const before = [...start, voting(1), dealt(1), voted];
	const now = restored('voting', { hasVoted: false }, 2);
	expect(game(...before, now)).toMatchObject({ pair: null, voted: false });
});

test('a reload in the finale: names are those of the room until the finale is told again', () => {
	const bare = finalists.map(({ playerId, pixels, elo }) => ({ playerId, pixels, elo }));
	const state = restored('finale', { finalists: bare, finaleVoted: false });
	expect(game(state).finalists).toMatchObject([{ playerId: 'p2', user: other }, { user: me }]);
	expect(game(state, finaleStart).finalists).toMatchObject([{ user: other }, { user: me }]);
	const done = restored('finale', { finalists: bare, finaleVoted: true });
	expect(game(...start, finaleStart, finale, done)).toMatchObject({
		finaleVoted: true,
		finalists: [{ user: other }, {}]
	});
	const departed = restored('finale', { finalists: [{ playerId: 'gone', pixels: '5'.repeat(64), elo: 1 }] });
	expect(game(departed).finalists).toMatchObject([{ playerId: 'gone', user: null }]);
});

test('a reload in the results: the ranking stays, or is told again', () => {
	expect(game(restored('results', {}), ranked).results?.total).toBe(2);
	expect(game(...start, results, ranked, restored('results', {})).results?.total).toBe(2);
});

test('what has nothing to do with a battle changes nothing', () => {
	const before = after(...start);
	expect(follow(before.game, 'online-count', {}, before.room)).toBe(before.game);
});
