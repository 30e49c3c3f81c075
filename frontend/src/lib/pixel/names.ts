/** What the modes are called. */

import { m } from '#lib/paraglide/messages.js';

/** The name of each mode by its id on the wire, in the language of the page: all modes for which there are pages. */
export const NAMES: Record<string, () => string> = {
	'pixel-battle': m.pixel_mode_pixel_battle,
	'copy-cat': m.pixel_mode_copy_cat,
	'copy-cat-solo': m.pixel_mode_copy_cat_solo,
	'pixel-guesser': m.pixel_mode_pixel_guesser,
	'zombie-pixel': m.pixel_mode_zombie_pixel,
	'copycat-royale': m.pixel_mode_copycat_royale
};
