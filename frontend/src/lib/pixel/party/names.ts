/** People by name, as pages show them. */

import { m } from '#lib/paraglide/messages.js';
import { hasLeft } from '#lib/pixel/party/room.ts';
import type { User } from '#lib/protocol/pixel.generated.ts';

/** What somebody is called; those whom nobody knows any more have left. */
export function nameOf(user: User | null | undefined): string {
	return !user || hasLeft(user) ? m.pixel_somebody_gone() : user.displayName;
}

/**
 * A name for somebody who has not chosen one, in the page's language; the server knows English ones only.
 *
 * @param dice at least 0 and less than 1
 */
export function newcomer(dice: number): string {
	const names = m.pixel_newcomers().split(' ');
	return names[Math.floor(dice * names.length)] as string;
}
