import { describe, expect, it } from 'vitest';
import { personOf as person, roomOf } from '#lib/pixel/party/room.example.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import { happenings } from '#lib/pixel/room/happenings.ts';

const room = (change: Partial<Room> = {}): Room =>
	roomOf({ instanceId: 'i', playerId: 'a', hostId: 'b', people: [person('a'), person('b')], ...change });

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
