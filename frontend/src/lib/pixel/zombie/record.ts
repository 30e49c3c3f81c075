/** What becomes of this player in a match, kept for the end of it, over reloads too (sessionStorage). */

import type { Role } from '#lib/pixel/zombie/follow.ts';

export interface OwnRecord {
	began: Role | null;
	/** After how many ms of the match this player was caught for the first time. */
	lasted: number | null;
	/** How many this player caught. */
	caught: number;
}

export const EMPTY: OwnRecord = { began: null, lasted: null, caught: 0 };

const NAME = 'rumpus.zombie.record';

/** What is known of this player in the match of an instance that runs now. */
export function remembered(instanceId: string): OwnRecord {
	try {
		const kept = JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as { of: string; record: OwnRecord } | null;
		return kept?.of === instanceId ? kept.record : EMPTY;
	} catch {
		return EMPTY;
	}
}

/** Keep it; null: the match is over, or a new one begins. */
export function remember(instanceId: string, record: OwnRecord | null): void {
	try {
		if (record) sessionStorage.setItem(NAME, JSON.stringify({ of: instanceId, record }));
		else sessionStorage.removeItem(NAME);
	} catch {
		// It lasts as long as the page.
	}
}
