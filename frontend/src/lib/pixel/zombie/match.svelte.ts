/** A running match as its page needs it: the arena, fed by the party, and of it what changes slowly enough to be read. */

import type { Party } from '#lib/pixel/party/party.svelte.ts';
import { Arena } from '#lib/pixel/zombie/arena.ts';
import { DeltaError } from '#lib/pixel/zombie/delta.ts';
import type { Role } from '#lib/pixel/zombie/follow.ts';
import { Steering } from '#lib/pixel/zombie/steering.ts';
import type { Direction } from '#lib/pixel/zombie/steps.ts';
import { type Near, opponents, thing, wayFree } from '#lib/pixel/zombie/threats.ts';
import type { ZombieGameState } from '#lib/protocol/pixel.generated.ts';

/** How it stands. */
export interface Standing {
	survivors: number;
	zombies: number;
	/** Whole seconds for which zombies are boosted. */
	boost: number;
	/** Of this page's player, or of whom they watch. */
	role: Role | null;
	heals: boolean;
}

/** What is around this page's player, or whom they watch. */
export interface Surroundings {
	/** The nearest of the other role, the nearest first. */
	foes: readonly Near[];
	thing: Near | null;
	free: Direction | null;
}

const NOTHING: Surroundings = { foes: [], thing: null, free: null };

/** In every so many ticks it is looked around. */
const LOOKS = 3;

/** How many of the other role are told. */
const FOES = 3;

/** Ms between two questions for the whole arena: when nothing is known, and when ticks were missed. Every twentieth tick
 * tells everything by itself, and a line that loses ticks is not helped by more to carry. */
const ASKS = 1_000;
const ASKS_MISSED = 4_000;

/** A page that was hidden for so many ms asks anew. */
const HIDDEN = 1_500;

export class Match {
	readonly arena = new Arena();
	readonly steering: Steering;
	/** Null until the first word of the arena. */
	standing = $state.raw<Standing | null>(null);
	around = $state.raw<Surroundings>(NOTHING);
	/** Index of whom somebody watches who does not play; -1: nobody, but the whole arena. */
	watched = $state(-1);

	readonly #party: Party;
	readonly #ends: (() => void)[];
	#asked = -Infinity;
	#ticks = 0;
	#hiddenAt = 0;

	constructor(party: Party) {
		this.#party = party;
		this.steering = new Steering(
			this.arena,
			(direction) => party.send('zombie-move', { direction }),
			() => performance.now()
		);
		this.#ends = [
			party.listen('zombie-game-state', (state) => this.#show(state)),
			party.listen('zombie-delta', (delta) => this.#tick(delta))
		];
		document.addEventListener('visibilitychange', this.#turned);
	}

	close(): void {
		this.steering.stop();
		this.#ends.forEach((end) => end());
		document.removeEventListener('visibilitychange', this.#turned);
	}

	/** Who is in the middle: this page's player, or whom they watch; -1: nobody. */
	get focus(): number {
		return this.arena.me >= 0 ? this.arena.me : this.watched;
	}

	/** Watch somebody. */
	watch(index: number): void {
		this.watched = index;
		this.#lookAround();
		this.#stand();
	}

	// ---- what the server says

	#show(state: ZombieGameState): void {
		this.arena.show(state, this.#party.room?.playerId ?? null, performance.now());
		if (this.watched >= this.arena.count) this.watched = -1;
		this.#lookAround();
		this.#stand();
	}

	#tick(delta: ArrayBuffer): void {
		try {
			// Who comes in is told the whole arena, but perhaps before this page was ready to hear it.
			const isNew = this.arena.state === null;
			if (this.arena.tick(delta, performance.now())) this.#ask(isNew ? ASKS : ASKS_MISSED);
		} catch (error) {
			if (!(error instanceof DeltaError)) throw error;
			this.#ask(ASKS);
			return;
		}
		this.#ticks += 1;
		if (this.#ticks % LOOKS === 0) this.#lookAround();
		this.#stand();
	}

	#ask(every: number): void {
		const now = performance.now();
		if (now - this.#asked < every) return;
		this.#asked = now;
		this.#party.send('zombie-resync');
	}

	/** Back from another tab or a locked phone: what came in the meantime may be much or nothing. */
	readonly #turned = () => {
		if (document.visibilityState === 'hidden') {
			this.#hiddenAt = performance.now();
			this.steering.stop();
		} else if (performance.now() - this.#hiddenAt > HIDDEN && this.arena.state) this.#ask(ASKS);
	};

	// ---- what is read

	#stand(): void {
		const { state, isZombie, heals } = this.arena;
		if (!state) return;
		const { focus } = this;
		const before = this.standing;
		const role = focus < 0 ? null : isZombie[focus] === 1 ? 'zombie' : 'survivor';
		const boost = Math.ceil(state.zombieSpeedBoostRemaining / 1000);
		const has = heals[focus] === 1;
		if (
			before?.survivors === state.survivorCount &&
			before.zombies === state.zombieCount &&
			before.boost === boost &&
			before.role === role &&
			before.heals === has
		)
			return;
		this.standing = { survivors: state.survivorCount, zombies: state.zombieCount, boost, role, heals: has };
	}

	#lookAround(): void {
		const { focus, arena } = this;
		if (focus < 0 || focus >= arena.count) {
			if (this.around !== NOTHING) this.around = NOTHING;
			return;
		}
		const free = arena.isZombie[focus] === 1 ? null : wayFree(arena, focus, this.around.free);
		this.around = { foes: opponents(arena, focus, FOES), thing: thing(arena, focus), free };
	}
}
