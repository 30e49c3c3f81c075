/** The room that somebody wishes to be in, until they are. */

import type { Room } from '#lib/pixel/party/room.ts';

/** What is asked of the server for it. */
export type Wish =
	| { event: 'join-public'; payload: { gameMode: string } }
	| { event: 'create-room'; payload: { gameMode: string; password?: string } }
	| { event: 'join-room'; payload: { code: string; password?: string } };

/** Whether this room is the one. */
export function isThere(wish: Wish, room: Room): boolean {
	if (wish.event === 'join-room') return wish.payload.code.toUpperCase() === room.code;
	return wish.event === 'join-public' && room.code === null && wish.payload.gameMode === room.mode;
}
