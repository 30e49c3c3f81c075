/** What a Pixel Guesser adds to its room, followed from what the server says: a pure fold. */

import { EMPTY } from '#lib/pixel/canvas/palette.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import type {
	DrawnRound,
	PixelguesserCorrectGuess,
	PixelguesserDrawingUpdate,
	PixelguesserFinalResults,
	PixelguesserGuessResult,
	PixelguesserNext,
	PixelguesserReveal,
	PixelguesserRoundStart,
	PromptByLanguage,
	ScoreEntry,
	User
} from '#lib/protocol/pixel.generated.ts';

/** Somebody knows the word: as the `position`-th, counted from 1, after `time` ms. */
export interface Solver {
	id: string;
	user: User;
	points: number;
	position: number;
	time: number;
}

/** `next`: it is known who draws, and not what; `revealed`: everybody knows what it was. */
export type Stage = 'next' | 'guessing' | 'revealed' | 'over';

export interface Guesser {
	stage: Stage;
	/** Counted from 1. */
	round: number;
	totalRounds: number;
	artist: { id: string; user: User } | null;
	isArtist: boolean;
	/** The word: the artist knows it at once, everybody else when it is revealed. */
	secret: PromptByLanguage | null;
	/** The picture as the server has it, 64 digits. */
	pixels: string;
	/** Who has guessed it, the first first. */
	solvers: readonly Solver[];
	/** This player's right guess, as it was written. */
	solution: string | null;
	/** The points of the rounds that are over, the best first. */
	scores: readonly ScoreEntry[];
	/** All pictures of the game; empty before its end. */
	drawn: readonly DrawnRound[];
}

const NEW: Guesser = {
	stage: 'next',
	round: 0,
	totalRounds: 0,
	artist: null,
	isArtist: false,
	secret: null,
	pixels: EMPTY,
	solvers: [],
	solution: null,
	scores: [],
	drawn: []
};

function next(game: Guesser, told: PixelguesserNext, room: Room): Guesser {
	return {
		...NEW,
		scores: game.scores,
		round: told.round,
		totalRounds: told.totalRounds,
		artist: { id: told.artistId, user: told.artistUser },
		isArtist: told.artistId === room.playerId
	};
}

function started(game: Guesser, told: PixelguesserRoundStart): Guesser {
	const { round, totalRounds, artistId: id, artistUser: user, isYouArtist: isArtist, scores } = told;
	const secret = told.secretPromptByLanguage ?? null;
	const of = { stage: 'guessing' as const, round, totalRounds, artist: { id, user }, isArtist, secret, scores };
	// Told again to who comes back: what follows may be known already.
	const same = game.stage === 'guessing' && game.round === round && game.artist?.id === id;
	return { ...(same ? game : NEW), ...of };
}

function drawing(game: Guesser, told: PixelguesserDrawingUpdate): Guesser {
	return game.stage === 'guessing' && told.round === game.round ? { ...game, pixels: told.pixels } : game;
}

function checked(game: Guesser, told: PixelguesserGuessResult): Guesser {
	return told.correct ? { ...game, solution: told.guess } : game;
}

function solved(game: Guesser, told: PixelguesserCorrectGuess): Guesser {
	const { playerId: id, user, points, position, timeMs: time } = told;
	const others = game.solvers.filter((solver) => solver.id !== id);
	const solvers = [...others, { id, user, points, position, time }].sort((a, b) => a.position - b.position);
	return { ...game, solvers };
}

function revealed(game: Guesser, told: PixelguesserReveal, room: Room): Guesser {
	const { round, totalRounds, artistId: id, artistPixels: pixels, scores } = told;
	// Who has left is nobody to the server, but may be known here.
	const user = game.artist?.id === id ? game.artist.user : told.artistUser;
	return {
		...game,
		stage: 'revealed',
		round,
		totalRounds,
		artist: { id, user },
		isArtist: id === room.playerId,
		secret: told.secretPromptByLanguage,
		pixels,
		scores
	};
}

function over(_game: Guesser, told: PixelguesserFinalResults): Guesser {
	return { ...NEW, stage: 'over', scores: told.rankings, drawn: told.rounds };
}

const STEPS = {
	'pixelguesser-next': next,
	'pixelguesser-round-start': started,
	'pixelguesser-drawing-update': drawing,
	'pixelguesser-guess-result': checked,
	'pixelguesser-correct-guess': solved,
	'pixelguesser-reveal': revealed,
	'pixelguesser-final-results': over
};

/** The game after the server said something; null in the lobby, and before the first word about it. */
export function follow(game: Guesser | null, event: string, told: unknown, room: Room): Guesser | null {
	if (room.phase === 'lobby') return null;
	const step = (STEPS as Record<string, (game: Guesser, told: never, room: Room) => Guesser>)[event];
	return step ? step(game ?? NEW, told as never, room) : game;
}
