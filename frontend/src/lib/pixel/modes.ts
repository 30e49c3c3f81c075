/** The modes as the pages know them: by the id on the wire. */

import { m } from '#lib/paraglide/messages.js';
import { follow as battle, type Battle } from '#lib/pixel/battle/follow.ts';
import { follow as copycat, type CopyCat } from '#lib/pixel/copycat/follow.ts';
import { follow as guesser, type Guesser } from '#lib/pixel/guesser/follow.ts';
import type { Fold, Room } from '#lib/pixel/party/room.ts';
import { follow as royale, type Royale } from '#lib/pixel/royale/follow.ts';
import { follow as zombie, type ZombieGame } from '#lib/pixel/zombie/follow.ts';

/** The name of each mode, in the language of the page. The keys are all modes for which there are pages. */
export const NAMES: Record<string, () => string> = {
	'pixel-battle': m.pixel_mode_pixel_battle,
	'copy-cat': m.pixel_mode_copy_cat,
	'copy-cat-solo': m.pixel_mode_copy_cat_solo,
	'pixel-guesser': m.pixel_mode_pixel_guesser,
	'zombie-pixel': m.pixel_mode_zombie_pixel,
	'copycat-royale': m.pixel_mode_copycat_royale
};

/** What each mode makes of what the server says. A mode of several names has a line for each. */
export const FOLDS: Record<string, (game: never, event: string, told: unknown, room: Room) => unknown> = {
	'pixel-battle': battle satisfies Fold<Battle>,
	'copy-cat': copycat satisfies Fold<CopyCat>,
	'copy-cat-solo': copycat satisfies Fold<CopyCat>,
	'copycat-royale': royale satisfies Fold<Royale>,
	'pixel-guesser': guesser satisfies Fold<Guesser>,
	'zombie-pixel': zombie satisfies Fold<ZombieGame>
};
