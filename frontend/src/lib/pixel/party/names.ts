/** People by name, as pages show them. */

import { m } from '#lib/paraglide/messages.js';
import { hasLeft } from '#lib/pixel/party/room.ts';
import type { User } from '#lib/protocol/pixel.generated.ts';

/** What somebody is called; those whom nobody knows any more have left. */
export function nameOf(user: User | null | undefined): string {
	return !user || hasLeft(user) ? m.pixel_somebody_gone() : user.displayName;
}
