import { describe, expect, it } from 'vitest';
import { EMPTY } from '#lib/pixel/canvas/palette.ts';
import { follow, type Guesser } from '#lib/pixel/guesser/follow.ts';
import { roomOf, userOf } from '#lib/pixel/party/room.example.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import type { ScoreEntry, User } from '#lib/protocol/pixel.generated.ts';

const ADA = { id: 'ada', user: userOf('Ada') };
const BEN = { id: 'ben', user: userOf('Ben') };
const CLEO = { id: 'cleo', user: userOf('Cleo') };
const PICTURE = '2'.repeat(64);
const WORD = { en: 'dog', de: 'Hund' };

const room = (phase: string, playerId = 'ben'): Room =>
	roomOf({ mode: 'pixel-guesser', playerId, me: BEN.user, phase });

const score = (who: { id: string; user: User }, points: number, round = points): ScoreEntry => ({
	playerId: who.id,
	user: who.user,
	score: points,
	roundScore: round,
	wasArtist: who === ADA,
	guessedCorrectly: who !== ADA && round > 0
});

const ZERO = [score(ADA, 0), score(BEN, 0), score(CLEO, 0)];
const phase = (name: string): [string, unknown] => ['phase-changed', { phase: name }];
const nextUp: [string, unknown] = [
	'pixelguesser-next',
	{ round: 1, totalRounds: 3, artistId: 'ada', artistUser: ADA.user }
];
const start = (more: object = {}): [string, unknown] => [
	'pixelguesser-round-start',
	{
		round: 1,
		totalRounds: 3,
		artistId: 'ada',
		artistUser: ADA.user,
		isYouArtist: false,
		scores: ZERO,
		duration: 45_000,
		endsAt: 99,
		...more
	}
];
const drawn = (pixels: string, round = 1): [string, unknown] => ['pixelguesser-drawing-update', { pixels, round }];
const result = (guess: string, correct: boolean, close = false): [string, unknown] => [
	'pixelguesser-guess-result',
	{ guess, correct, close }
];
const right = (who: { id: string; user: User }, position: number): [string, unknown] => [
	'pixelguesser-correct-guess',
	{ playerId: who.id, user: who.user, points: 100, timeMs: 2_000, position, remainingGuessers: 2 - position }
];
const reveal = (artistUser: User = ADA.user): [string, unknown] => [
	'pixelguesser-reveal',
	{
		secretPrompt: 'dog',
		secretPromptByLanguage: WORD,
		artistId: 'ada',
		artistUser,
		artistPixels: PICTURE,
		scores: [score(BEN, 120), score(ADA, 24), score(CLEO, 0)],
		duration: 5_000,
		endsAt: 99,
		round: 1,
		totalRounds: 3
	}
];

/** The game after all that was heard, in the room as it is at the end. */
function heard(events: [string, unknown][], where: Room = room('guessing'), from: Guesser | null = null) {
	return events.reduce<Guesser | null>((game, [event, told]) => follow(game, event, told, where), from);
}

describe('a round of Pixel Guesser', () => {
	it('is nothing in the lobby', () => {
		expect(heard([start()], room('lobby'))).toBeNull();
		expect(heard([phase('countdown')], room('countdown'))).toBeNull();
	});

	it('begins with who draws next', () => {
		const game = heard([phase('countdown'), nextUp], room('countdown'));
		expect(game).toMatchObject({ stage: 'next', round: 1, totalRounds: 3, artist: ADA, isArtist: false });
		expect(heard([nextUp], room('countdown', 'ada'))?.isArtist).toBe(true);
	});

	it('tells the word to the artist', () => {
		const secret = { isYouArtist: true, secretPrompt: 'dog', secretPromptByLanguage: WORD };
		expect(heard([start(secret)], room('guessing', 'ada'))).toMatchObject({ isArtist: true, secret: WORD });
		expect(heard([start()])).toMatchObject({ isArtist: false, secret: null, scores: ZERO });
	});

	it('shows the picture of this round only', () => {
		expect(heard([start()])?.pixels).toBe(EMPTY);
		expect(heard([start(), drawn(PICTURE)])?.pixels).toBe(PICTURE);
		expect(heard([start({ round: 2 }), drawn(PICTURE, 1)])?.pixels).toBe(EMPTY);
		expect(heard([start(), drawn(PICTURE), reveal(), drawn('3'.repeat(64))])?.pixels).toBe(PICTURE);
	});

	it('knows who has guessed it, each once', () => {
		const game = heard([start(), right(CLEO, 2), right(BEN, 1), right(BEN, 1)]);
		expect(game?.solvers.map(({ id, position }) => [id, position])).toEqual([
			['ben', 1],
			['cleo', 2]
		]);
	});

	it('keeps one’s own right guess', () => {
		expect(heard([start(), result('cat', false), result('dgo', false, true)])?.solution).toBeNull();
		expect(heard([start(), result('DOG!', true), right(BEN, 1)])?.solution).toBe('DOG!');
	});

	it('ends with the word, the picture and the points', () => {
		const game = heard([start(), reveal()], room('reveal'));
		expect(game).toMatchObject({ stage: 'revealed', secret: WORD, pixels: PICTURE, artist: ADA });
		expect(game?.scores.map((one) => one.score)).toEqual([120, 24, 0]);
	});

	it('remembers an artist who has left', () => {
		expect(heard([start(), reveal(userOf('Unknown'))], room('reveal'))?.artist).toEqual(ADA);
		expect(heard([reveal(userOf('Unknown'))], room('reveal'))?.artist?.user).toEqual(userOf('Unknown'));
	});

	it('leaves nothing to the next round but the points', () => {
		const game = heard(
			[start(), drawn(PICTURE), result('dog', true), right(BEN, 1), reveal(), phase('countdown'), nextUp],
			room('countdown')
		);
		expect(game).toMatchObject({ pixels: EMPTY, solvers: [], solution: null, secret: null });
		expect(game?.scores.map((one) => one.score)).toEqual([120, 24, 0]);
	});

	it('is followed by the ranking and all pictures', () => {
		const rounds = [{ artistId: 'ada', artistUser: ADA.user, pixels: PICTURE, secretPromptByLanguage: WORD }];
		const final: [string, unknown] = ['pixelguesser-final-results', { rankings: ZERO, totalRounds: 1, rounds }];
		expect(heard([start(), reveal(), final], room('results'))).toMatchObject({
			stage: 'over',
			scores: ZERO,
			drawn: rounds
		});
	});
});

describe('coming back', () => {
	const events = [start(), drawn(PICTURE), result('dog', true), right(BEN, 1)];

	it('to a round shows the same, on a page that was loaded anew', () => {
		expect(heard([['session-restored', {}], ...events])).toEqual(heard([phase('guessing'), ...events]));
	});

	it('to a round on the same page keeps what is known while it is told again', () => {
		const before = heard(events);
		expect(heard([start()], room('guessing'), before)).toEqual(before);
		expect(heard(events, room('guessing'), before)).toEqual(before);
	});

	it('to another round forgets the one before', () => {
		const before = heard(events);
		const game = heard([start({ round: 2, artistId: 'cleo', artistUser: CLEO.user })], room('guessing'), before);
		expect(game).toMatchObject({ round: 2, artist: CLEO, pixels: EMPTY, solvers: [], solution: null });
	});

	it('to the reveal shows the same as for those who were there', () => {
		const there = heard([start(), drawn(PICTURE), reveal()], room('reveal'));
		expect(heard([reveal()], room('reveal'))).toEqual(there);
	});
});
