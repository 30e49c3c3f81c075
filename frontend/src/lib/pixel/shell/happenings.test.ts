import { describe, expect, it } from 'vitest';
import type { Person, Room } from '#lib/pixel/party/room.ts';
import { happenings } from '#lib/pixel/shell/happenings.ts';

const person = (id: string): Person => ({
	id,
	user: { displayName: id, discriminator: '0001', fullName: `${id}#0001` },
	away: false
});

const room = (change: Partial<Room> = {}): Room => ({
	instanceId: 'i',
	mode: 'pixel-battle',
	code: 'AB2C',
	playerId: 'a',
	me: person('a').user,
	isHost: false,
	hostId: 'b',
	hasPassword: false,
	ownWords: 0,
	people: [person('a'), person('b')],
	spectator: false,
	phase: 'lobby',
	timer: null,
	round: 0,
	totalRounds: 0,
	prompt: null,
	promptIndices: null,
	submitted: false,
	submissions: null,
	game: null,
	...change
});

describe('what happens in a room', () => {
	it('sounds when somebody comes or goes', () => {
		expect(happenings(room(), room({ people: [person('a'), person('b'), person('c')] })).sounds).toEqual(['join']);
		expect(happenings(room(), room({ people: [person('a')] })).sounds).toEqual(['gone']);
		expect(happenings(room(), room()).sounds).toEqual([]);
	});

	it('sounds when the game begins, goes on and is won', () => {
		expect(happenings(room(), room({ phase: 'countdown' })).sounds).toEqual(['begin']);
		expect(happenings(room({ phase: 'countdown' }), room({ phase: 'drawing' })).sounds).toEqual(['turn']);
		expect(happenings(room({ phase: 'voting', round: 1 }), room({ phase: 'voting', round: 2 })).sounds).toEqual([
			'turn'
		]);
		expect(happenings(room({ phase: 'finale' }), room({ phase: 'results' })).sounds).toEqual(['podium']);
	});

	it('tells who is host now, and that it is oneself', () => {
		const now = happenings(room(), room({ hostId: 'a', isHost: true }));
		expect(now.host?.id).toBe('a');
		expect(now.promoted).toBe(true);
	});

	it('tells when a password comes or goes', () => {
		expect(happenings(room(), room({ hasPassword: true })).locked).toBe(true);
		expect(happenings(room({ hasPassword: true }), room()).locked).toBe(false);
		expect(happenings(room(), room()).locked).toBeNull();
	});

	it('is nothing when another room is entered', () => {
		expect(happenings(null, room()).sounds).toEqual([]);
		expect(happenings(room({ instanceId: 'j' }), room({ phase: 'countdown' })).sounds).toEqual([]);
	});
});
