/** The secret of a game, with which a page hosts it: asked of the server by its owner, kept by a remote. */

import { api, called } from '#lib/api/client.ts';
import { asProblem, Problem } from '#lib/api/problem.ts';
import { storage } from '#lib/storage.ts';

/** A game and its secret. */
export interface Secret {
	game_pin: string;
	game_id: string;
}

const PAIRED = 'remote';

/**
 * The secret of a running game of who is signed in.
 *
 * @throws Problem `game_not_found` if they have no game with this pin, `not_signed_in`
 */
export async function ownSecret(pin: string): Promise<Secret> {
	const { items } = await called(api.GET('/api/v2/games'));
	const game = items.find(({ game_pin }) => game_pin === pin);
	if (!game) throw new Problem({ status: 404, code: 'game_not_found' });
	return { game_pin: pin, game_id: game.game_id };
}

/**
 * The secret for a remote: from the token of a code, or as it was kept, or of who is signed in on the phone.
 *
 * @throws Problem `remote_code_spent` if none of them gives it
 */
export async function remoteSecret(pin: string, token: string): Promise<Secret> {
	const kept = keptSecret(pin);
	if (token === '') return kept ?? (await ownOr(pin, 'remote_code_missing'));
	try {
		const secret = await called(api.POST('/api/v2/remotes', { body: { token } }));
		storage.set(PAIRED, JSON.stringify({ game_pin: secret.game_pin, game_id: secret.game_id }));
		return secret;
	} catch (error) {
		const problem = asProblem(error);
		if (problem.code !== 'remote_code_spent') throw problem;
		return kept ?? (await ownOr(pin, 'remote_code_spent'));
	}
}

/** The game is over, or its secret is none any more. */
export function forgetSecret(pin: string): void {
	if (keptSecret(pin)) storage.set(PAIRED, null);
}

async function ownOr(pin: string, code: string): Promise<Secret> {
	try {
		return await ownSecret(pin);
	} catch (error) {
		const problem = asProblem(error);
		if (problem.status === 0) throw problem;
		throw new Problem({ status: 404, code });
	}
}

function keptSecret(pin: string): Secret | null {
	try {
		const kept = JSON.parse(storage.get(PAIRED) ?? 'null') as Partial<Secret> | null;
		return kept?.game_pin === pin && typeof kept.game_id === 'string' ? { game_pin: pin, game_id: kept.game_id } : null;
	} catch {
		return null;
	}
}
