/** Where on this server what is played is shown. */

import type { Room } from '#lib/pixel/party/room.ts';

/** The path of the game that somebody is in. */
export function addressOf({ code, mode }: Pick<Room, 'code' | 'mode'>): `/${string}` {
	return code === null ? `/pixel/${mode}` : `/pixel/room/${code}`;
}

/** As long as every code of a room. */
export const CODE_LENGTH = 4;

/** The code of a room in what somebody typed, said or pasted: a code, or the whole link. Too short if there is none. */
export function codeIn(typed: string): string {
	const linked = /\/room\/([a-z0-9]{4})\b/i.exec(typed);
	return (linked?.[1] ?? typed.replace(/[^a-z0-9]/gi, '')).slice(0, CODE_LENGTH).toUpperCase();
}
