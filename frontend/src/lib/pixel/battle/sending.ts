/** When a drawing can be sent, and when it is high time. */

import type { Timer } from '#lib/pixel/party/room.ts';

/** So many squares have to be drawn. */
export const LEAST_DRAWN = 5;

/** The server takes no drawing in the first three seconds; its message that they begin took a moment, too. */
const SOONEST = 3_000;

/** Before the end, so that a slow line still brings it in time. */
const LAST_MOMENT = 1_000;

/** From when on drawings are taken; epoch ms, like the timer. */
export function opensAt({ duration, endsAt }: Timer): number {
	return endsAt - duration + SOONEST;
}

/** When what was not sent is sent by itself. */
export function lastMoment({ endsAt }: Timer): number {
	return endsAt - LAST_MOMENT;
}
