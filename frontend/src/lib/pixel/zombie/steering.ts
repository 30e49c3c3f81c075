/** What keys and thumbs want, and when a step is taken: at once, and then as often as the rules allow. */

import type { Arena } from '#lib/pixel/zombie/arena.ts';
import type { Direction } from '#lib/pixel/zombie/steps.ts';

/** So many ms more than the rules ask for: two steps that a network brings closer together still count as two. */
const SPARE = 10;

export class Steering {
	/** What is held now. */
	#held: Direction | null = null;
	/** What was asked for by a short press and has not been done yet. */
	#asked: Direction | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#last = -Infinity;

	readonly #arena: Arena;
	readonly #send: (direction: Direction) => void;
	readonly #now: () => number;

	/** @param send says a step to the server; it is called at the moment in which the step is taken */
	constructor(arena: Arena, send: (direction: Direction) => void, now: () => number) {
		this.#arena = arena;
		this.#send = send;
		this.#now = now;
	}

	/** Go on in a direction until something else is said; null: stand still. */
	hold(direction: Direction | null): void {
		if (direction === this.#held) return;
		this.#held = direction;
		if (direction !== null) this.#ask(direction);
	}

	/** One step. */
	tap(direction: Direction): void {
		this.#ask(direction);
	}

	/** Forget everything. */
	stop(): void {
		this.#held = this.#asked = null;
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#ask(direction: Direction): void {
		this.#asked = direction;
		if (this.#timer === undefined) this.#go();
	}

	#go(): void {
		this.#timer = undefined;
		const direction = this.#asked ?? this.#held;
		if (direction === null) return;
		const now = this.#now();
		const wait = this.#arena.cooldown + SPARE - (now - this.#last);
		if (wait <= 0) {
			this.#asked = null;
			if (this.#arena.step(direction, now)) {
				this.#last = now;
				this.#send(direction);
			}
		}
		if (this.#held === null && this.#asked === null) return;
		// A wall is tried again now and then: one may get around it by another direction.
		this.#timer = setTimeout(() => this.#go(), wait > 0 ? wait : this.#arena.cooldown + SPARE);
	}
}
