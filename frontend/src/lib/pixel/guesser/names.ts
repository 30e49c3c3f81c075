/** Who somebody is, as it is shown. */

import { m } from '#lib/paraglide/messages.js';
import type { User } from '#lib/protocol/pixel.generated.ts';

/** As the server calls those who have left. */
const LEFT = 'Unknown#0000';

export function nameOf(user: User | null | undefined): string {
	return !user || user.fullName === LEFT ? m.guesser_somebody_gone() : user.displayName;
}
