/** Pictures of quizzes: ids of the library, or paths on this server. */

import { at } from '#lib/address.ts';

const LETTERS = /^\/?[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** Where a browser finds a picture; null if there is none, or none that this server would name. */
export function pictureAddress(picture: string | null | undefined): string | null {
	if (!picture || !LETTERS.test(picture)) return null;
	if (picture.startsWith('/')) return at(picture as `/${string}`);
	return picture.includes('/') ? at(`/${picture}`) : at(`/api/v2/files/${picture}/content`);
}
