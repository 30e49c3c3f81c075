/** The rules of the modes as the pages follow them: by the id on the wire. */

import { follow as battle, type Battle } from '#lib/pixel/battle/follow.ts';
import { follow as copycat, type CopyCat } from '#lib/pixel/copycat/follow.ts';
import { follow as guesser, type Guesser } from '#lib/pixel/guesser/follow.ts';
import type { Fold, Folds } from '#lib/pixel/party/room.ts';
import { follow as royale, type Royale } from '#lib/pixel/royale/follow.ts';
import { follow as zombie, type ZombieGame } from '#lib/pixel/zombie/follow.ts';

/** What each mode makes of what the server says. A mode of several names has a line for each. */
export const FOLDS: Folds = {
	'pixel-battle': battle satisfies Fold<Battle>,
	'copy-cat': copycat satisfies Fold<CopyCat>,
	'copy-cat-solo': copycat satisfies Fold<CopyCat>,
	'copycat-royale': royale satisfies Fold<Royale>,
	'pixel-guesser': guesser satisfies Fold<Guesser>,
	'zombie-pixel': zombie satisfies Fold<ZombieGame>
};
