/** What goes wrong with something that was pressed is said in a notice. */

import { sentence } from '#lib/api/sentences.ts';
import { notices } from '#lib/ui/notices.svelte.ts';

/** Do it. Tells whether it was done; if not, a notice says why. */
export async function attempt(does: () => Promise<unknown>): Promise<boolean> {
	try {
		await does();
		return true;
	} catch (error) {
		notices.say(sentence(error), 'bad');
		return false;
	}
}
