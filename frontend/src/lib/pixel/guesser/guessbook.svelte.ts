/** One's own guesses of a round: each is sent until the server has answered it, and outlasts a reload of the page. */

import { answered, first, refused, said, type Guess, type Guesses } from '#lib/pixel/guesser/guesses.ts';
import type { Party } from '#lib/pixel/party/party.svelte.ts';

const NAME = 'rumpus.guesses';

/** Refusals after which the party says it again by itself. */
const LATER = new Set(['RATE_LIMITED', 'TOO_FAST']);

/** The round was over when the guess came. */
const TOO_LATE = new Set(['WRONG_PHASE', 'TIME_EXPIRED']);

export class GuessBook {
	all = $state.raw<Guesses>([]);

	readonly #party: Party;
	#round = '';
	#asked: Guess | null = null;
	readonly #heard: (() => void)[];

	constructor(party: Party) {
		this.#party = party;
		this.#heard = [
			party.listen('pixelguesser-guess-result', (told) => this.#take(answered(this.all, told))),
			party.listen('error', ({ code }) => this.#refused(code))
		];
	}

	/** The guesses of a round, those of before a reload included; an empty name is none. */
	open(round: string): void {
		if (round === this.#round) return;
		this.#round = round;
		this.#asked = null;
		this.#take(round === '' ? [] : kept(round));
	}

	say(text: string): void {
		this.#take(said(this.all, text));
	}

	close(): void {
		this.#heard.forEach((stop) => stop());
	}

	#take(guesses: Guesses): void {
		this.all = guesses;
		keep(this.#round, guesses);
		const next = first(guesses);
		if (next === this.#asked) return;
		this.#asked = next;
		if (next) this.#party.submit('pixelguesser-guess', { guess: next.text }, ['pixelguesser-guess-result']);
	}

	#refused(code: string): void {
		if (LATER.has(code) || !this.#asked) return;
		// The list says it, where they look.
		if (code === 'INVALID_GUESS' || TOO_LATE.has(code)) this.#party.dismiss();
		this.#take(refused(this.all));
	}
}

function kept(round: string): Guesses {
	try {
		const read = JSON.parse(sessionStorage.getItem(NAME) ?? 'null') as { round: string; guesses: Guess[] } | null;
		return read?.round === round && Array.isArray(read.guesses) ? read.guesses : [];
	} catch {
		// Storage may be refused, and what is in it may be anything.
		return [];
	}
}

function keep(round: string, guesses: Guesses): void {
	try {
		if (guesses.length > 0) sessionStorage.setItem(NAME, JSON.stringify({ round, guesses }));
		else sessionStorage.removeItem(NAME);
	} catch {
		// Then a reload begins anew.
	}
}
