/** What a battle adds to its room, followed from what the server says: a pure fold. */

import type {
	FinaleStart,
	FinalistEntry,
	GameResults,
	Image,
	PhaseState,
	PixelServerPayloads,
	RankingEntry,
	SessionRestored,
	User,
	VotingRound
} from '#lib/protocol/pixel.generated.ts';
import type { Room } from '#lib/pixel/party/room.ts';

/** The two pictures of a round, as they stand beside each other. */
export interface Pair {
	round: number;
	pictures: readonly [Image, Image];
}

/** A picture of the finale. */
export interface Finalist {
	playerId: string;
	pixels: string;
	/** Who drew it; null where the server does not say, as after a reload. */
	user: User | null;
}

/** Who won, best first. */
export interface Results {
	/** Null while it is packed: from 50 drawings on. */
	rankings: readonly RankingEntry[] | null;
	packed: string | null;
	total: number;
}

/** The details of the present phase; those of others are null, or empty. */
export interface Battle {
	pair: Pair | null;
	/** The server has this player's vote of this round. */
	voted: boolean;
	finalists: readonly Finalist[];
	/** The server has this player's vote of the finale. */
	finaleVoted: boolean;
	results: Results | null;
}

/** Before anything is told. */
export const NEW: Battle = { pair: null, voted: false, finalists: [], finaleVoted: false, results: null };

function pair(round: number, told: { imageA: Image; imageB: Image }): Pair {
	return { round, pictures: [told.imageA, told.imageB] };
}

/** A round is dealt, or dealt again to who comes back without having voted. */
function dealt(game: Battle, told: VotingRound): Battle {
	return { ...game, pair: pair(told.round, told), voted: false };
}

/** The details of the finale come before its phase: the last pair stays on the screen until then. */
function finale(game: Battle, told: FinaleStart): Battle {
	const finalists = told.finalists.map(({ playerId, pixels, user }: FinalistEntry) => ({ playerId, pixels, user }));
	return { ...game, finalists, finaleVoted: false };
}

function results(_game: Battle, told: GameResults): Battle {
	const packed = told.compressedRankings ?? null;
	return {
		...NEW,
		results: { rankings: packed === null ? told.rankings : null, packed, total: told.totalParticipants }
	};
}

function entered(game: Battle, told: PixelServerPayloads['phase-changed']): Battle {
	if (told.phase === 'finale') return { ...NEW, finalists: game.finalists };
	return NEW;
}

/**
 * Back in the game. The details are told once more beside this, before or after it; only what is of this very phase
 * and round is kept.
 */
function restored(game: Battle, told: SessionRestored, room: Room): Battle {
	const state: Partial<PhaseState> = told.phaseState ?? {};
	if (told.phase === 'voting') {
		const known = game.pair?.round === room.round ? game.pair : null;
		const voted = state.hasVoted ?? (known !== null && game.voted);
		return { ...NEW, pair: state.votingAssignment ? pair(room.round, state.votingAssignment) : known, voted };
	}
	if (told.phase === 'finale') {
		const users = new Map(game.finalists.map(({ playerId, user }) => [playerId, user]));
		for (const { id, user } of room.people) if (id !== '' && !users.get(id)) users.set(id, user);
		const finalists = state.finalists?.map(({ playerId, pixels }) => ({
			playerId,
			pixels,
			user: users.get(playerId) ?? null
		}));
		return { ...NEW, finalists: finalists ?? game.finalists, finaleVoted: state.finaleVoted ?? game.finaleVoted };
	}
	return told.phase === 'results' ? { ...NEW, results: game.results } : NEW;
}

const STEPS = {
	'lobby-joined': (): Battle => NEW,
	'session-restored': restored,
	'phase-changed': entered,
	'voting-round': dealt,
	'vote-received': (game: Battle): Battle => ({ ...game, voted: true }),
	'finale-start': finale,
	'finale-vote-received': (game: Battle): Battle => ({ ...game, finaleVoted: true }),
	'game-results': results
};

/** The battle after the server said something; null in the lobby. */
export function follow(game: Battle | null, event: string, told: unknown, room: Room): Battle | null {
	if (room.phase === 'lobby') return null;
	const step = (STEPS as Record<string, (game: Battle, told: never, room: Room) => Battle>)[event];
	return step ? step(game ?? NEW, told as never, room) : game;
}
