/** Where the way into a room is drawn: the server knows by which address phones reach it. */

import { at } from '#lib/address.ts';
import type { components } from '#lib/api/v2.generated.ts';

export type Door = components['schemas']['Door'];

/** The link to a room and its code; null where the server cannot be reached: the code of the room is enough. */
export async function doorOf(code: string): Promise<Door | null> {
	try {
		const response = await fetch(at(`/api/v2/pixel/rooms/${encodeURIComponent(code)}/door`));
		return response.ok ? ((await response.json()) as Door) : null;
	} catch {
		return null;
	}
}
