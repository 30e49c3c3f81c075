/** A game that somebody is in, as the page knows it: what all modes share. */

import type { Prompt, PromptIndices, User } from '#lib/protocol/pixel.generated.ts';

/** Somebody in a room. */
export interface Person {
	user: User;
	/** Of private rooms only; empty where the server does not say. */
	id: string;
	/** The connection is lost; the seat waits for a while. */
	away: boolean;
}

/** Whether this is how the server names those who have left: it forgets them. */
export function hasLeft(user: User): boolean {
	return user.fullName === 'Unknown#0000';
}

/** The time of a phase: its length in ms and its end, by the clock of the server (epoch ms). */
export interface Timer {
	duration: number;
	endsAt: number;
}

/** The lobby of a game, and the game played from it. */
export interface Room {
	instanceId: string;
	/** Id of the mode, such as `pixel-battle`. */
	mode: string;
	/** Of a private room. */
	code: string | null;
	/** The id of this page's player, and how it is shown. */
	playerId: string;
	me: User;
	isHost: boolean;
	/** Of a private room; empty where the server does not say. */
	hostId: string;
	hasPassword: boolean;
	/** How many words of its own the room plays with (Pixel Guesser); 0: the server's. */
	ownWords: number;
	/** In the order in which they came, oneself included. */
	people: Person[];
	/** This player watches only. */
	spectator: boolean;
	/** `lobby`, or a phase of the mode (docs/diagrams.md). */
	phase: string;
	/** Of the phase, or of the lobby before the game starts by itself. */
	timer: Timer | null;
	/** Counted from 1; 0 where nothing is counted. */
	round: number;
	totalRounds: number;
	prompt: Prompt | null;
	promptIndices: PromptIndices | null;
	/** The server has this player's drawing of this phase. */
	submitted: boolean;
	/** How many drawings of this phase the server has, of how many. */
	submissions: { count: number; total: number } | null;
	/** What the mode adds: made by its own fold, null in the lobby. */
	game: unknown;
}

/**
 * What a mode makes of what the server says: a pure fold over all events that reach a room, after the room itself took
 * them. `room.phase` is the new one already. Null before the first event of a game that tells something.
 */
export type Fold<Game> = (game: Game | null, event: string, told: unknown, room: Room) => Game | null;

/** The folds of all modes, by their ids on the wire. */
export type Folds = Readonly<Record<string, (game: never, event: string, told: unknown, room: Room) => unknown>>;
