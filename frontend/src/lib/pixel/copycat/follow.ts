/** What CopyCat adds to its room, followed from what the server says: a pure fold, for one player and for two. */

import type { CopycatResults, PixelServerPayloads, User } from '#lib/protocol/pixel.generated.ts';
import { hasLeft, type Room } from '#lib/pixel/party/room.ts';

type Payloads = PixelServerPayloads;

/** One copy of a round. Who has sent none has an empty canvas, and 0 %. */
export interface Side {
	user: User;
	pixels: string;
	accuracy: number;
	sent: boolean;
}

/** How a round ended. */
export interface Outcome {
	/** The same however often this round is told. */
	id: string;
	original: string;
	you: Side;
	/** Null for who plays alone. */
	other: Side | null;
	/** `draw`, too, if nobody has sent anything; who is alone always wins. */
	winner: 'you' | 'other' | 'draw';
}

/** The question for another round, as far as it was answered. */
export interface Rematch {
	/** Ids of those who want one. */
	yes: readonly string[];
	/** The id of who does not. */
	no: string | null;
}

export interface CopyCat {
	/** What is to be remembered; known only while it is shown. */
	original: string | null;
	/** Who plays against this player, also after they have left; null for who is alone. */
	rival: User | null;
	/** All copies of this round; whose they are to this player follows at once. */
	results: CopycatResults | null;
	/** Of this round; it stays while the question for another one is asked. */
	outcome: Outcome | null;
	rematch: Rematch;
}

const ASKED: Rematch = { yes: [], no: null };
export const NEW: CopyCat = { original: null, rival: null, results: null, outcome: null, rematch: ASKED };

/** The phases in which the outcome of a round can be seen. */
const SHOWN = new Set(['copycat-result', 'copycat-rematch']);

function rivalIn(room: Room): User | null {
	return room.people.find(({ user }) => user.fullName !== room.me.fullName)?.user ?? null;
}

/** Another phase, or this one again: its details follow. A round is played by who is there when it begins. */
function entered(game: CopyCat, { phase }: { phase: string }, room: Room): CopyCat {
	return {
		...NEW,
		rival: rivalIn(room) ?? (phase === 'countdown' ? null : game.rival),
		outcome: SHOWN.has(phase) ? game.outcome : null
	};
}

function side(told: CopycatResults | null, user: User, pixels: string, accuracy: number): Side {
	const sent = told?.results.some((entry) => entry.user.fullName === user.fullName) ?? accuracy > 0;
	return { user, pixels, accuracy, sent };
}

function compared(game: CopyCat, told: Payloads['copycat-result']): CopyCat {
	const { results, rival } = game;
	const alone = told.opponent.user.fullName === told.player.user.fullName;
	const user = hasLeft(told.opponent.user) && rival ? rival : told.opponent.user;
	const you = side(results, told.player.user, told.yourPixels, told.yourAccuracy);
	const sentAt = results?.results.find((entry) => entry.user.fullName === you.user.fullName)?.submitTime;
	return {
		...game,
		outcome: {
			id: `${told.referencePixels}/${sentAt ?? results?.endsAt ?? 0}`,
			original: told.referencePixels,
			you,
			other: alone ? null : side(results, user, told.opponentPixels, told.opponentAccuracy),
			winner: told.winner === 'opponent' ? 'other' : told.winner
		}
	};
}

function voted(game: CopyCat, { playerId, wantsRematch }: Payloads['copycat-rematch-vote']): CopyCat {
	const { yes } = game.rematch;
	if (!wantsRematch) return { ...game, rematch: { yes, no: playerId } };
	return yes.includes(playerId) ? game : { ...game, rematch: { yes: [...yes, playerId], no: null } };
}

const STEPS = {
	'lobby-joined': (): CopyCat => NEW,
	'session-restored': entered,
	'phase-changed': entered,
	'copycat-reference': (game: CopyCat, told: Payloads['copycat-reference']): CopyCat => ({
		...game,
		original: told.referenceImage
	}),
	'copycat-results': (game: CopyCat, results: CopycatResults): CopyCat => ({ ...game, results }),
	'copycat-result': compared,
	'copycat-rematch-prompt': (game: CopyCat): CopyCat => ({ ...game, rematch: ASKED }),
	'copycat-rematch-vote': voted
};

/** The game after the server said something; null in the lobby. */
export function follow(game: CopyCat | null, event: string, told: unknown, room: Room): CopyCat | null {
	if (room.phase === 'lobby') return null;
	const step = (STEPS as Record<string, (game: CopyCat, told: never, room: Room) => CopyCat>)[event];
	return step ? step(game ?? NEW, told as never, room) : game;
}
