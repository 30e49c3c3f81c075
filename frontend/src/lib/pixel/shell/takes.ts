/** How many a mode takes. */

import { m } from '#lib/paraglide/messages.js';
import type { ModeEntry } from '#lib/protocol/pixel.generated.ts';

/** In words, for public games. */
export function takes({ players: { min, max } }: ModeEntry): string {
	if (max === 1) return m.pixel_takes_one();
	return min === max ? m.pixel_takes_just({ count: max }) : m.pixel_takes({ min, max });
}

/** How many players a game needs to begin. */
export function needed({ players }: ModeEntry, isPrivate: boolean): number {
	return isPrivate ? (players.privateMin ?? players.min) : players.min;
}

/** How many may play. */
export function places({ players }: ModeEntry, isPrivate: boolean): number {
	return isPrivate ? (players.privateMax ?? players.max) : players.max;
}
