import { describe, expect, it } from 'vitest';
import { follow } from '#lib/pixel/party/follow.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import type { LobbyJoined, SessionRestored, User } from '#lib/protocol/pixel.generated.ts';

const NOW = 1_000_000;

const user = (name: string, discriminator: string): User => ({
	displayName: name,
	discriminator,
	fullName: `${name}#${discriminator}`
});
const ADA = user('Ada', '0001');
const BOB = user('Bob', '0002');
const EVE = user('Eve', '0003');

const LOBBY: LobbyJoined = {
	instanceId: 'room-1',
	type: 'private',
	hasPassword: false,
	players: [ADA, BOB],
	spectator: false,
	gameMode: 'pixel-battle',
	playerId: 'id-bob',
	code: 'ABCD',
	isHost: false,
	standing: { playerIds: ['id-ada', 'id-bob'], hostId: 'id-ada' }
};

function heard(room: Room | null, ...events: [string, unknown][]): Room | null {
	return events.reduce((now: Room | null, [event, told]) => follow(now, event, told, BOB, NOW), room);
}

const lobby = () => heard(null, ['lobby-joined', LOBBY]) as Room;
const names = (room: Room | null) => room?.people.map((person) => person.user.fullName);

describe('people of a room', () => {
	it('come, are lost, come back and leave', () => {
		let room = heard(lobby(), ['player-joined', { user: EVE, playerId: 'id-eve' }]);
		expect(names(room)).toEqual(['Ada#0001', 'Bob#0002', 'Eve#0003']);
		room = heard(room, ['player-disconnected', { playerId: 'id-eve', user: EVE, timestamp: 0 }]);
		expect(room?.people[2]?.away).toBe(true);
		room = heard(room, ['player-reconnected', { playerId: 'id-eve', user: EVE, timestamp: 0 }]);
		expect(room?.people[2]?.away).toBe(false);
		room = heard(room, ['player-left', { playerId: 'id-eve', user: EVE }]);
		expect(names(room)).toEqual(['Ada#0001', 'Bob#0002']);
	});

	it('stand in the list once, however often they come', () => {
		const joined: [string, unknown] = ['player-joined', { user: EVE, playerId: 'id-eve' }];
		expect(names(heard(lobby(), joined, joined))).toHaveLength(3);
	});

	it('are those who watch, too: they play the next game without a word', () => {
		const standing = {
			playerIds: ['id-ada', 'id-bob', 'id-eve'],
			hostId: 'id-ada',
			spectators: [EVE],
			away: ['Eve#0003']
		};
		const late = heard(null, ['lobby-joined', { ...LOBBY, spectator: true, phase: 'voting', standing }]);
		expect(late?.people.map(({ user, id, away }) => [user.displayName, id, away])).toEqual([
			['Ada', 'id-ada', false],
			['Bob', 'id-bob', false],
			['Eve', 'id-eve', true]
		]);
	});

	it('may change their names, in rooms without ids too', () => {
		const renamed = user('Adele', '0001');
		const told: [string, unknown] = ['player-updated', { playerId: 'id-ada', user: renamed }];
		expect(names(heard(lobby(), told))?.[0]).toBe('Adele#0001');
		const strangers = heard(null, ['lobby-joined', { ...LOBBY, standing: {} }]);
		expect(names(heard(strangers, told))?.[0]).toBe('Adele#0001');
	});

	it('may be oneself under another name', () => {
		const room = heard(lobby(), ['name-changed', { user: user('Bobby', '0002') }]);
		expect(room?.me.displayName).toBe('Bobby');
		expect(names(room)).toEqual(['Ada#0001', 'Bobby#0002']);
	});

	it('who become the host are the host', () => {
		const room = heard(lobby(), ['player-updated', { playerId: 'id-bob', user: BOB, isHost: true }]);
		expect([room?.isHost, room?.hostId]).toEqual([true, 'id-bob']);
	});
});

describe('a game', () => {
	const voting: [string, unknown] = [
		'phase-changed',
		{ phase: 'voting', round: 2, totalRounds: 3, duration: 5_000, endsAt: NOW + 5_000 }
	];
	const drawing: [string, unknown] = ['phase-changed', { phase: 'drawing', duration: 30_000, endsAt: NOW + 30_000 }];

	it('has phases with their times, those without an end included', () => {
		let room = heard(lobby(), ['phase-changed', { phase: 'countdown', duration: 5_000, startsAt: NOW + 4_000 }]);
		expect(room?.timer).toEqual({ duration: 5_000, endsAt: NOW + 4_000 });
		room = heard(room, ['phase-changed', { phase: 'results', duration: 15_000 }]);
		expect(room?.timer).toEqual({ duration: 15_000, endsAt: NOW + 15_000 });
	});

	it('forgets with each phase what was submitted', () => {
		const sent = heard(
			lobby(),
			drawing,
			['submission-received', { submissionCount: 1 }],
			['submission-count', { count: 1, total: 2 }]
		);
		expect([sent?.submitted, sent?.submissions]).toEqual([true, { count: 1, total: 2 }]);
		expect(heard(sent, voting)).toMatchObject({ submitted: false, submissions: null, round: 2, totalRounds: 3 });
	});

	it('lets those watch who have drawn nothing, until the results', () => {
		expect(heard(lobby(), drawing, ['submission-received', {}], voting)?.spectator).toBe(false);
		const watching = heard(lobby(), drawing, voting);
		expect(watching?.spectator).toBe(true);
		expect(heard(watching, ['phase-changed', { phase: 'results', duration: 1 }])?.spectator).toBe(false);
	});

	it('is forgotten in the lobby', () => {
		const playing = { ...(heard(lobby(), voting) as Room), game: { pair: 1 }, spectator: true };
		const room = heard(playing, ['phase-changed', { phase: 'lobby', message: '' }]);
		expect(room).toMatchObject({ phase: 'lobby', game: null, round: 0, timer: null, spectator: false });
	});

	it('is the same after coming back, with what the server does not tell again', () => {
		const playing = { ...(heard(lobby(), voting) as Room), game: { pair: 1 } };
		const told: SessionRestored = {
			instanceId: 'room-1',
			user: BOB,
			phase: 'voting',
			players: [ADA, BOB],
			isSpectator: false,
			gameMode: 'pixel-battle',
			type: 'private',
			isHost: false,
			playerId: 'id-bob',
			code: 'ABCD',
			standing: {
				playerIds: ['id-ada', 'id-bob'],
				hostId: 'id-ada',
				round: 2,
				totalRounds: 3,
				timer: { duration: 5_000, endsAt: NOW + 5_000 }
			}
		};
		expect(heard(playing, ['session-restored', told])).toEqual(playing);
		expect(heard(null, ['session-restored', told])).toEqual({ ...playing, game: null });
	});
});

describe('a room ends', () => {
	it.each(['left-lobby', 'kicked', 'instance-closing', 'session-restore-failed'])('with %s', (event) => {
		expect(heard(lobby(), [event, {}])).toBeNull();
	});

	it('and nothing is known of it afterwards', () => {
		expect(heard(null, ['player-joined', { user: EVE }])).toBeNull();
	});
});
