/** Files from the server, fetched so that a refusal is read on the page instead of being saved as the file. */

import { at } from '#lib/address.ts';
import { problemOf, unreachable } from '#lib/api/problem.ts';
import { saved } from '#lib/ui/saving.ts';

/** The name that the server gave a file, from `Content-Disposition`; null if it gave none. */
export function fileName(disposition: string | null): string | null {
	if (disposition === null) return null;
	const coded = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(disposition)?.[1];
	if (coded !== undefined) {
		try {
			return decodeURIComponent(coded);
		} catch {
			// Then the plain one.
		}
	}
	return /filename="?([^";]+)"?/.exec(disposition)?.[1] ?? null;
}

/**
 * Fetch a file and hand it to the browser to be saved.
 *
 * @param path of the file, query included
 * @param name if the server gives none
 * @throws Problem if it was refused, or no answer came
 */
export async function download(path: `/${string}`, name: string): Promise<void> {
	let response: Response, file: Blob;
	try {
		response = await fetch(at(path), { credentials: 'same-origin', cache: 'no-store' });
		file = await response.blob();
	} catch {
		throw unreachable();
	}
	if (!response.ok) {
		let told: unknown;
		try {
			told = JSON.parse(await file.text());
		} catch {
			told = null;
		}
		throw problemOf(response.status, told, response.headers);
	}
	saved(file, fileName(response.headers.get('Content-Disposition')) ?? name);
}
