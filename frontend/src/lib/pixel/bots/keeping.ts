/** Where the seats of computer players are kept over a reload of the window; light, since every page asks. */

import type { Seat } from '#lib/pixel/bots/bot.ts';
import type { Party } from '#lib/pixel/party/party.svelte.ts';

const NAME = 'rumpus.pixel.bots';

export interface Kept {
	code: string;
	seats: Seat[];
}

/** Remember who sits where; null: nobody. */
export function keep(seats: Kept | null): void {
	try {
		if (seats) sessionStorage.setItem(NAME, JSON.stringify(seats));
		else sessionStorage.removeItem(NAME);
	} catch {
		// Then they leave with the page.
	}
}

/** Who sat where before this window was loaded. */
export function kept(): Kept | null {
	try {
		return JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as Kept | null;
	} catch {
		return null;
	}
}

/** Bring them back if there were any. For the layout of the pages. */
export async function resumeBots(party: Party): Promise<void> {
	if (!kept()?.seats.length) return;
	const { crewOf } = await import('#lib/pixel/bots/crew.svelte.ts');
	crewOf(party).resume();
}
