/** The first word of the server: it may want newer pages than this one. */

import { storage } from '#lib/storage.ts';

/** What these pages speak. The server's `min_client` is compared with it. */
export const CLIENT = 1;

const NAME = 'reloaded-for';

/**
 * Whether this page is too old for the server and has to be loaded anew. Says so once for each version that is asked
 * for: where a cache hands out old pages all the time, playing on is better than going round in circles.
 */
export function mustReload(minClient: number, client = CLIENT): boolean {
	if (minClient <= client) return false;
	if (storage.get(NAME) === String(minClient)) return false;
	storage.set(NAME, String(minClient));
	return true;
}
