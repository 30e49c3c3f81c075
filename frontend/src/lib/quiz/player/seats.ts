/** The seats that this browser has in games: with the token of one a player comes back, whatever happened to the page. */

import { storage } from '#lib/storage.ts';

export interface KeptSeat {
	/** The secret of the seat. */
	token: string;
	/** The name of the player. */
	username: string;
	/** When it was taken, in epoch milliseconds. */
	at: number;
}

const NAME = 'seats';
const MOST = 12;

/** No pin comes up again within a day of its game's end, and no game is longer. */
const HOLDS = 24 * 60 * 60 * 1000;

function all(): Record<string, KeptSeat> {
	try {
		const kept: unknown = JSON.parse(storage.get(NAME) ?? '{}');
		if (typeof kept !== 'object' || kept === null) return {};
		const from = Date.now() - HOLDS;
		const fresh = Object.entries(kept as Record<string, KeptSeat>).filter(([, seat]) => seat.at > from);
		return Object.fromEntries(fresh.sort(([, a], [, b]) => b.at - a.at).slice(0, MOST));
	} catch {
		return {};
	}
}

export const seats = {
	/** The seat in the game with this pin. */
	of(pin: string): KeptSeat | null {
		return all()[pin] ?? null;
	},

	/** Remember a seat. */
	keep(pin: string, token: string, username: string): void {
		storage.set(NAME, JSON.stringify({ ...all(), [pin]: { token, username, at: Date.now() } }));
	},

	/** The seat is gone, or given up. */
	forget(pin: string): void {
		const left = Object.entries(all()).filter(([other]) => other !== pin);
		storage.set(NAME, JSON.stringify(Object.fromEntries(left)));
	}
};
