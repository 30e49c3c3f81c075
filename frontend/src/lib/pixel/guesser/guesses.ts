/** What a player has guessed in a round, and what became of it. */

import type { PixelguesserGuessResult } from '#lib/protocol/pixel.generated.ts';

/** `sending`: the server has not answered yet; `refused`: it takes no such words. */
export type Verdict = 'sending' | 'wrong' | 'close' | 'right' | 'refused';

export interface Guess {
	text: string;
	verdict: Verdict;
}

export type Guesses = readonly Guess[];

/** UTF-16 units of a guess. */
export const LONGEST = 50;

/** More than anybody types in a round. */
const MOST = 60;

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Somebody guesses. What was answered before is not asked again: it only comes last. */
export function said(guesses: Guesses, text: string): Guesses {
	const before = guesses.find((guess) => same(guess.text, text));
	const others = guesses.filter((guess) => guess !== before);
	return [...others, before ?? { text, verdict: 'sending' as const }].slice(-MOST);
}

/** The guess that is to be sent now: one after the other. */
export function first(guesses: Guesses): Guess | null {
	return guesses.find(({ verdict }) => verdict === 'sending') ?? null;
}

/** The server answered. After a right guess nothing else counts. */
export function answered(guesses: Guesses, told: PixelguesserGuessResult): Guesses {
	const verdict: Verdict = told.correct ? 'right' : told.close ? 'close' : 'wrong';
	const waiting = guesses.filter((guess) => guess.verdict === 'sending');
	// One is asked at a time; a right one may be told again to who comes back.
	const asked = waiting.find((guess) => same(guess.text, told.guess)) ?? (told.correct ? undefined : waiting[0]);
	const known = guesses.map((guess) => (guess === asked ? { ...guess, verdict } : guess));
	return told.correct ? known.filter((guess) => guess.verdict !== 'sending') : known;
}

/** The server takes the first one of those that wait for good as none. */
export function refused(guesses: Guesses): Guesses {
	const asked = first(guesses);
	return guesses.map((guess) => (guess === asked ? { ...guess, verdict: 'refused' as const } : guess));
}
