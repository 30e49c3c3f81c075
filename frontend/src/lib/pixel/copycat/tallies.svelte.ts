/** The tally of this tab, kept over reloads: one for games alone, and one for the game against somebody. */

import type { Outcome } from '#lib/pixel/copycat/follow.ts';
import { NOTHING, noted, type Tally } from '#lib/pixel/copycat/tally.ts';

const NAME = 'rumpus.copycat';

interface Kept {
	alone: Tally;
	versus: Tally;
}

function read(): Kept {
	try {
		const found = JSON.parse(sessionStorage.getItem(NAME) ?? '{}') as Partial<Kept>;
		return { alone: { ...NOTHING, ...found.alone }, versus: { ...NOTHING, ...found.versus } };
	} catch {
		// Storage may be refused, and what is in it may be anything.
		return { alone: NOTHING, versus: NOTHING };
	}
}

let kept = $state.raw(read());

export const tallies = {
	get alone(): Tally {
		return kept.alone;
	},

	get versus(): Tally {
		return kept.versus;
	},

	note(outcome: Outcome): void {
		const which = outcome.other ? 'versus' : 'alone';
		const tally = noted(kept[which], outcome);
		if (tally === kept[which]) return;
		kept = { ...kept, [which]: tally };
		try {
			sessionStorage.setItem(NAME, JSON.stringify(kept));
		} catch {
			// It lasts as long as the page.
		}
	}
};
