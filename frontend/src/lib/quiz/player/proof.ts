/** The proof of work of the server's captcha (ALTCHA's SHA-256 form): counting until a hash begins as it should. */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

/** As `GET /api/v2/captcha` gives it. What is not named here goes back as it came. */
export interface Challenge {
	parameters: { nonce: string; salt: string; keyPrefix: string; data?: { hashes?: number } };
	signature: string;
}

/** The most that is tried where the server does not say how much is enough. */
const MOST = 50_000;

/** How many are tried between two words about how far it is. */
const STRIDE = 500;

/**
 * The solution as `join_game` carries it, or null if there is none.
 *
 * @param progress hears from time to time which share of all was tried
 */
export function solve(challenge: Challenge, progress: (share: number) => void = () => {}): string | null {
	const { nonce, salt, keyPrefix, data } = challenge.parameters;
	const most = data?.hashes ?? MOST;
	const start = hexToBytes(salt + nonce);
	const message = new Uint8Array(start.length + 4);
	message.set(start);
	const counter = new DataView(message.buffer, start.length);
	// A prefix may end in the middle of a byte.
	const wanted = hexToBytes(keyPrefix.slice(0, keyPrefix.length & ~1));
	for (let count = 0; count < most; count++) {
		if (count % STRIDE === 0) progress(count / most);
		counter.setUint32(0, count);
		const key = sha256(message);
		if (!wanted.every((byte, place) => key[place] === byte)) continue;
		const derivedKey = bytesToHex(key);
		if (derivedKey.startsWith(keyPrefix)) {
			return btoa(JSON.stringify({ challenge, solution: { counter: count, derivedKey } }));
		}
	}
	return null;
}
