/** What a page asks before somebody joins. Plain `fetch`: a phone loads no more than it needs. */

import { at } from '#lib/address.ts';
import type { components } from '#lib/api/v2.generated.ts';
import type { Challenge } from '#lib/quiz/player/proof.ts';

export type JoinInfo = components['schemas']['JoinInfo'];

/** The door stays shut; `code` says why: of the server, or `unreachable`. */
export class Shut extends Error {
	constructor(readonly code: string) {
		super(code);
	}
}

/** Longer than any answer takes that is still worth waiting for, in milliseconds. */
const PATIENCE = 10_000;

async function ask<Answer>(path: `/api/v2/${string}`): Promise<Answer> {
	const ending = new AbortController();
	const timer = setTimeout(() => ending.abort(), PATIENCE);
	let response: Response;
	let body: unknown;
	try {
		response = await fetch(at(path), { signal: ending.signal });
		body = await response.json();
	} catch {
		throw new Shut('unreachable');
	} finally {
		clearTimeout(timer);
	}
	if (response.ok) return body as Answer;
	const { code } = body as { code?: unknown };
	throw new Shut(typeof code === 'string' ? code : 'unreachable');
}

/** What the game with this pin wants to know of who joins. */
export function joinInfo(pin: string): Promise<JoinInfo> {
	return ask(`/api/v2/join/${encodeURIComponent(pin)}`);
}

/** Made-up names that are free in this game. */
export async function nicknames(pin: string, count = 3): Promise<string[]> {
	const { items } = await ask<{ items: string[] }>(
		`/api/v2/nicknames?game_pin=${encodeURIComponent(pin)}&count=${count}`
	);
	return items;
}

/** A captcha for this game. */
export function challenge(pin: string): Promise<Challenge> {
	return ask(`/api/v2/captcha?game_pin=${encodeURIComponent(pin)}`);
}

/** A pin as it is typed or scanned, without what people put between its digits. */
export function tidyPin(typed: string): string {
	return typed.replace(/[\s.-]/g, '');
}

/** Whether this can be a pin at all. */
export function isPin(pin: string): boolean {
	return /^\d{6,8}$/.test(pin);
}
