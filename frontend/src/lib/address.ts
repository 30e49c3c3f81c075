/** Addresses on this server, which may live under a path of another one's. */

import { resolve } from '$app/paths';

/** The path under which this server lives: empty, or like `/rumpus`. */
export const base: string = (resolve('/') as string).replace(/\/$/, '');

/** The path of something the server has, such as `/api/v2/me`. */
export function at(path: `/${string}`): string {
	return base + path;
}

/** The whole address of a path, to be shown or shared. */
export function whole(path: `/${string}`): string {
	return location.origin + base + path;
}
