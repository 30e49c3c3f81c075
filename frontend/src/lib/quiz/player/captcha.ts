/** Solves a captcha in a worker: some thousand hashes, a second on an old phone. */

import { challenge, Shut } from '#lib/quiz/player/door.ts';
import Worker from '#lib/quiz/player/proof.worker.ts?worker';
import type { Report } from '#lib/quiz/player/proof.worker.ts';

/**
 * The `captcha` for `join_game`.
 *
 * @param pin of the game
 * @param progress hears which share of the most possible work is done
 */
export async function solved(pin: string, progress: (share: number) => void): Promise<string> {
	progress(0);
	const asked = await challenge(pin);
	const worker = new Worker();
	try {
		return await new Promise<string>((resolve, reject) => {
			worker.onmessage = ({ data }: MessageEvent<Report>) => {
				if ('progress' in data) progress(data.progress);
				else if (data.solution === null) reject(new Shut('captcha'));
				else resolve(data.solution);
			};
			worker.onerror = () => reject(new Shut('captcha'));
			worker.postMessage(asked);
		});
	} finally {
		worker.terminate();
	}
}
