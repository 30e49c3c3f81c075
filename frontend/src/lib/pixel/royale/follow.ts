/** What a royale adds to its room, followed from what the server says: a pure fold. */

import type {
	PixelServerPayloads,
	RoyaleRound,
	RoyaleScore,
	RoyaleWinner,
	RoyaleYouEliminated,
	User
} from '#lib/protocol/pixel.generated.ts';
import { hasLeft, type Room } from '#lib/pixel/party/room.ts';

type Payloads = PixelServerPayloads;

/** How somebody did in a round. */
export interface Score {
	id: string;
	user: User;
	/** Empty: they have sent nothing. */
	pixels: string;
	/** Percent. */
	accuracy: number;
	/** The place in this round, from 1. */
	place: number;
	/** Whether this was their last round. */
	out: boolean;
}

/** A round that is over, its scores best first. */
export interface Round {
	round: number;
	original: string;
	scores: readonly Score[];
}

/** What is to be remembered. */
export interface Shown {
	pixels: string;
	/** Who drew it. */
	creator: string;
	/** How many still play. */
	left: number;
}

export interface Royale {
	/** Only while it is shown. */
	shown: Shown | null;
	/** All rounds that are over, in their order. */
	rounds: readonly Round[];
	/** When and on which rank this player went; the server says it once. */
	out: RoyaleYouEliminated | null;
	/** How it ended. */
	won: RoyaleWinner | null;
	/** Everybody who was heard of, by id: the server does not know the names of those who have left. */
	names: Readonly<Record<string, User>>;
}

export const NEW: Royale = { shown: null, rounds: [], out: null, won: null, names: {} };

/** The phases before the first round. */
const BEGINNING = new Set(['countdown', 'royale-initial-drawing']);

/** Remember who is who. */
function knowing(game: Royale, people: readonly { id: string; user: User }[]): Royale {
	const fresh = people.filter(({ id, user }) => id !== '' && !hasLeft(user) && !game.names[id]);
	if (fresh.length === 0) return game;
	return { ...game, names: { ...game.names, ...Object.fromEntries(fresh.map(({ id, user }) => [id, user])) } };
}

function named(game: Royale, id: string, user: User): User {
	return hasLeft(user) ? (game.names[id] ?? user) : user;
}

function people(told: readonly { playerId: string; user: User }[]): { id: string; user: User }[] {
	return told.map(({ playerId, user }) => ({ id: playerId, user }));
}

function entered(game: Royale, { phase }: { phase: string }): Royale {
	return BEGINNING.has(phase) ? NEW : { ...game, shown: null, won: null };
}

/** Back: the rounds that are over are told next, unless none is; those of a game before this one go. */
function restored(game: Royale, { phase }: { phase: string }, room: Room): Royale {
	const kept = room.spectator || room.round > 1 ? game : { ...game, rounds: [], out: null };
	return entered(kept, { phase });
}

function roundOf(game: Royale, told: RoyaleRound): Round {
	const score = (one: RoyaleScore, index: number): Score => ({
		id: one.playerId,
		user: named(game, one.playerId, one.user),
		pixels: one.pixels,
		accuracy: one.accuracy,
		place: index + 1,
		out: one.wasEliminated
	});
	return { round: told.round, original: told.referenceImage, scores: told.results.map(score) };
}

function results(before: Royale, told: Payloads['royale-round-results']): Royale {
	const game = knowing(before, people(told.results));
	const earlier = game.rounds.filter(({ round }) => round < told.round);
	return { ...game, rounds: [...earlier, roundOf(game, told)] };
}

function played(before: Royale, told: Payloads['royale-rounds'], room: Room): Royale {
	const game = told.rounds.reduce((known, { results: scores }) => knowing(known, people(scores)), before);
	const rounds = told.rounds.map((round) => roundOf(game, round));
	return { ...game, rounds, out: game.out ?? outIn(rounds, room.playerId) };
}

/** When somebody went, by the rounds. */
function outIn(rounds: readonly Round[], id: string): RoyaleYouEliminated | null {
	for (const { round, scores } of rounds) {
		const own = scores.find((score) => score.id === id && score.out);
		if (own) {
			const totalPlayers = rounds[0]?.scores.length ?? 0;
			return { round, accuracy: own.accuracy, finalRank: own.place, totalPlayers };
		}
	}
	return null;
}

function won(before: Royale, told: RoyaleWinner): Royale {
	const game = knowing(before, people(told.allResults));
	const allResults = told.allResults.map((one) => ({ ...one, user: named(game, one.playerId, one.user) }));
	return { ...game, won: { ...told, allResults } };
}

const STEPS = {
	'lobby-joined': (): Royale => NEW,
	'session-restored': restored,
	'phase-changed': entered,
	'royale-show-reference': (game: Royale, told: Payloads['royale-show-reference']): Royale => ({
		...game,
		shown: { pixels: told.referenceImage, creator: told.imageCreator, left: told.remainingPlayers }
	}),
	'royale-round-results': results,
	'royale-rounds': played,
	'royale-you-eliminated': (game: Royale, out: RoyaleYouEliminated): Royale => ({ ...game, out }),
	'royale-winner': won
};

/** The game after the server said something; null in the lobby. */
export function follow(game: Royale | null, event: string, told: unknown, room: Room): Royale | null {
	if (room.phase === 'lobby') return null;
	const step = (STEPS as Record<string, (game: Royale, told: never, room: Room) => Royale>)[event];
	if (!step) return game;
	return knowing(step(knowing(game ?? NEW, room.people), told as never, room), room.people);
}
