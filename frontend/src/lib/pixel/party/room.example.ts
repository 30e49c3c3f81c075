/** Rooms and people for tests. */

import type { Person, Room } from '#lib/pixel/party/room.ts';
import type { User } from '#lib/protocol/pixel.generated.ts';

/** As the server names those who have left. */
export const GONE: User = { displayName: 'Unknown', discriminator: '0000', fullName: 'Unknown#0000' };

export function userOf(name: string): User {
	return { displayName: name, discriminator: '0001', fullName: `${name}#0001` };
}

export function personOf(id: string, user: User = userOf(id)): Person {
	return { id, user, away: false };
}

/** A room without anybody, in which nothing has happened yet. */
export function roomOf(change: Partial<Room> = {}): Room {
	return {
		instanceId: 'room',
		mode: 'pixel-battle',
		code: null,
		playerId: 'me',
		me: userOf('me'),
		isHost: false,
		hostId: '',
		hasPassword: false,
		ownWords: 0,
		people: [],
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
	};
}
