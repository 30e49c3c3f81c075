/** Works for `captcha.ts` beside the page, so that nothing on it stands still. */

import '#lib/old-browsers.ts';
import { solve, type Challenge } from '#lib/quiz/player/proof.ts';

/** What the worker says: how far it is, or that it is done. */
export type Report = { progress: number } | { solution: string | null };

const beside = self as unknown as { postMessage(report: Report): void };

self.onmessage = (event: MessageEvent<Challenge>) => {
	const solution = solve(event.data, (progress) => beside.postMessage({ progress }));
	beside.postMessage({ solution });
};
