/** A zombie match as one player hears of it: a pure fold. Where everybody is comes twenty times a second and is not for folds. */

import type { Fold } from '#lib/pixel/party/room.ts';
import type { PixelServerPayloads, ZombieGameEnd } from '#lib/protocol/pixel.generated.ts';

export type Role = 'survivor' | 'zombie';

/** Somebody's role changed. */
export interface News {
	/** Counted from 1, over the whole match. */
	number: number;
	kind: 'caught' | 'healed';
	who: string;
	by: string;
	/** It was this page's player, or was done by them. */
	isMe: boolean;
	byMe: boolean;
}

export interface ZombieGame {
	/** Null for who only watches. */
	myId: string | null;
	role: Role | null;
	/** How the match began for this player. */
	began: Role | null;
	/** Names, in this order, of those whom this player caught. */
	caught: readonly string[];
	/** The first time this player was caught: by whom. */
	caughtBy: string | null;
	/** The last few. */
	news: readonly News[];
	/** How many there were. */
	told: number;
	/** How many ms the phase lasts longer than its timer says. */
	longer: number;
	end: ZombieGameEnd | null;
}

export const NEW: ZombieGame = {
	myId: null,
	role: null,
	began: null,
	caught: [],
	caughtBy: null,
	news: [],
	told: 0,
	longer: 0,
	end: null
};

const KEPT = 6;

type Payloads = PixelServerPayloads;

function noted(
	game: ZombieGame,
	kind: News['kind'],
	who: [id: string, name: string],
	by: [string, string]
): ZombieGame {
	const number = game.told + 1;
	const news = { number, kind, who: who[1], by: by[1], isMe: who[0] === game.myId, byMe: by[0] === game.myId };
	return { ...game, told: number, news: [...game.news, news].slice(-KEPT) };
}

function infected(game: ZombieGame, told: Payloads['zombie-infection']): ZombieGame {
	const after = noted(game, 'caught', [told.victimId, told.victimName], [told.zombieId, told.zombieName]);
	const longer = game.longer + told.timerExtendedBy;
	if (told.victimId === game.myId)
		return { ...after, longer, role: 'zombie', caughtBy: game.caughtBy ?? told.zombieName };
	if (told.zombieId === game.myId) return { ...after, longer, caught: [...game.caught, told.victimName] };
	return { ...after, longer };
}

function healed(game: ZombieGame, told: Payloads['zombie-healed']): ZombieGame {
	const after = noted(game, 'healed', [told.healedId, told.healedName], [told.healerId, told.healerName]);
	return told.healedId === game.myId ? { ...after, role: 'survivor' } : after;
}

function assigned(game: ZombieGame, told: Payloads['zombie-roles-assigned']): ZombieGame {
	return { ...game, myId: told.yourId, role: told.yourRole, began: game.began ?? told.yourRole };
}

export const follow: Fold<ZombieGame> = (game, event, told) => {
	const now = game ?? NEW;
	switch (event) {
		case 'phase-changed': {
			const { phase } = told as Payloads['phase-changed'];
			if (phase === 'countdown') return NEW;
			return { ...now, longer: 0 };
		}
		case 'lobby-joined':
		case 'session-restored':
			// Its timer is the one of now.
			return { ...now, longer: 0 };
		case 'zombie-roles-assigned':
			return assigned(now, told as Payloads['zombie-roles-assigned']);
		case 'zombie-infection':
			return infected(now, told as Payloads['zombie-infection']);
		case 'zombie-healed':
			return healed(now, told as Payloads['zombie-healed']);
		case 'zombie-game-end':
			return { ...now, end: told as ZombieGameEnd };
		default:
			return game;
	}
};
