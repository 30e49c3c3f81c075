/** What each mode is, for who has never played it: by the id on the wire. */

import { m } from '#lib/paraglide/messages.js';

export interface About {
	/** What happens, in a sentence. */
	what: () => string;
	/** How it is played, in three short steps. */
	steps: readonly [() => string, () => string, () => string];
	/** The token of what its scene stands on. */
	ground: string;
}

export const ABOUT: Record<string, About> = {
	'pixel-battle': {
		what: m.pixel_what_battle,
		steps: [m.pixel_how_battle_1, m.pixel_how_battle_2, m.pixel_how_battle_3],
		ground: '--scene-1'
	},
	'copy-cat': {
		what: m.pixel_what_copycat,
		steps: [m.pixel_how_copycat_1, m.pixel_how_copycat_2, m.pixel_how_copycat_3],
		ground: '--scene-2'
	},
	'pixel-guesser': {
		what: m.pixel_what_guesser,
		steps: [m.pixel_how_guesser_1, m.pixel_how_guesser_2, m.pixel_how_guesser_3],
		ground: '--scene-6'
	},
	'copy-cat-solo': {
		what: m.pixel_what_solo,
		steps: [m.pixel_how_solo_1, m.pixel_how_solo_2, m.pixel_how_solo_3],
		ground: '--scene-3'
	},
	'zombie-pixel': {
		what: m.pixel_what_zombie,
		steps: [m.pixel_how_zombie_1, m.pixel_how_zombie_2, m.pixel_how_zombie_3],
		ground: '--scene-5'
	},
	'copycat-royale': {
		what: m.pixel_what_royale,
		steps: [m.pixel_how_royale_1, m.pixel_how_royale_2, m.pixel_how_royale_3],
		ground: '--scene-4'
	}
};
