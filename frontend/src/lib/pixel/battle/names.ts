/** Who drew a picture, as it is shown. */

import { m } from '#lib/paraglide/messages.js';
import type { User } from '#lib/protocol/pixel.generated.ts';

/** As the server calls those who have left. */
const LEFT = 'Unknown#0000';

export function nameOf(user: User | null): string {
	if (!user) return m.battle_somebody();
	return user.fullName === LEFT ? m.battle_somebody_gone() : user.displayName;
}
