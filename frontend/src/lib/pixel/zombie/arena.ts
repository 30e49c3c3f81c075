/**
 * The arena between two words of the server: states and ticks go in, the places of everybody at the time of a frame come
 * out. Time is ms of any clock that only goes forward (`performance.now()`). Nothing is allocated for a frame.
 */

import { applied } from '#lib/pixel/zombie/delta.ts';
import { ACROSS, type Direction, DOWN, inside, stepsBetween } from '#lib/pixel/zombie/steps.ts';
import type { ArenaEffect, ArenaItem, ZombieGameState } from '#lib/protocol/pixel.generated.ts';

/** Ms from one tick to the next. */
export const TICK = 50;

/** What is shown lags behind what is known by so many ms, so that ticks that are late do not show. */
const DELAY = 75;

/** In how many ticks somebody gets from one cell to the next, at least and at most: players need two, bots rest. */
const GLIDES = [1, 4] as const;

/** Who is so many cells away from where they were is put there: ticks were missed. */
const FAR = 3;

/** Ms between two steps of a player; the second, of a zombie while its kind is boosted. As the rules have it. */
export const COOLDOWN = 100;
const BOOSTED_COOLDOWN = 50;

/** After so many ms a step that did not show was not taken: it came too soon. Slow lines get more, up to `PATIENT`. */
const PATIENCE = 200;
const PATIENT = 1_500;

/** How much of the new measurement counts, in what is learnt slowly. */
const SLOWLY = 0.05;

export class Arena {
	/** What the server told last; null before its first word. */
	state: ZombieGameState | null = null;
	count = 0;
	/** Where everybody is shown, in cells; of the last `sample`. */
	x = new Float32Array(0);
	y = new Float32Array(0);
	/** Where everybody is by the last word of the server. */
	cellX = new Int8Array(0);
	cellY = new Int8Array(0);
	isZombie = new Uint8Array(0);
	heals = new Uint8Array(0);
	/** 1 to the right, -1 to the left. */
	facing = new Int8Array(0);
	/** When somebody's role changed; long ago if never. */
	turnedAt = new Float64Array(0);
	/** Index of this page's player; -1 for who only watches. */
	me = -1;

	/** Each glide: from where, since when, until when. It leads to `cellX`, `cellY`, or to the predicted cell. */
	#fromX = new Float32Array(0);
	#fromY = new Float32Array(0);
	#toX = new Int8Array(0);
	#toY = new Int8Array(0);
	#since = new Float64Array(0);
	#until = new Float64Array(0);
	/** The tick of each one's last step. */
	#stepped = new Float64Array(0);

	#tick: number | null = null;
	/** When tick 0 would have been heard of, on a good line; learnt. */
	#zero: number | null = null;

	/** Own steps of which the server has said nothing yet, the oldest first. */
	#pending: { direction: Direction; at: number }[] = [];
	#lastStep = -Infinity;
	/** How long a step takes to show, in ms; learnt. */
	#latency = 0;

	get items(): readonly ArenaItem[] {
		return this.state?.items ?? [];
	}

	get effects(): readonly ArenaEffect[] {
		return this.state?.effects ?? [];
	}

	/** Milliseconds between two own steps as it is now. */
	get cooldown(): number {
		const boosted = this.state?.zombieSpeedBoostActive && this.isZombie[this.me] === 1;
		return boosted ? BOOSTED_COOLDOWN : COOLDOWN;
	}

	/** The whole arena, on coming in, coming back or having missed something. */
	show(state: ZombieGameState, myId: string | null, now: number): void {
		if (state.players.length !== this.count) this.#make(state.players.length);
		this.me = myId === null ? -1 : state.players.findIndex(({ id }) => id === myId);
		const isFirst = this.state === null;
		this.#tick = null;
		this.#take(state, now, now, isFirst);
	}

	/**
	 * A tick: what changed. True if ticks in between were missed: somebody may be elsewhere until all are told again.
	 * @throws {DeltaError} it is of another arena: the whole state has to be asked for
	 */
	tick(delta: ArrayBuffer, now: number): boolean {
		if (this.state === null) return true;
		const { tick, state } = applied(this.state, delta);
		const missed = this.#tick !== null && tick !== this.#tick + 1;
		this.#tick = tick;
		this.#take(state, now, this.#due(tick, now), false);
		this.#forget(now);
		return missed;
	}

	/** Put everybody where they are shown at the time of a frame. */
	sample(now: number): void {
		for (let i = 0; i < this.count; i++) {
			const since = this.#since[i] as number;
			const until = this.#until[i] as number;
			const toX = this.#toX[i] as number;
			const toY = this.#toY[i] as number;
			if (now >= until) {
				this.x[i] = toX;
				this.y[i] = toY;
			} else {
				const share = now <= since ? 0 : (now - since) / (until - since);
				const fromX = this.#fromX[i] as number;
				const fromY = this.#fromY[i] as number;
				this.x[i] = fromX + (toX - fromX) * share;
				this.y[i] = fromY + (toY - fromY) * share;
			}
		}
	}

	/** Whether an own step may be taken now; the server drops what comes too soon. */
	mayStep(now: number): boolean {
		return this.me >= 0 && now - this.#lastStep >= this.cooldown;
	}

	/** Take an own step: it shows at once, one cell ahead of the server at most. False if it leads nowhere. */
	step(direction: Direction, now: number): boolean {
		if (this.me < 0) return false;
		let x = this.cellX[this.me] as number;
		let y = this.cellY[this.me] as number;
		for (const { direction: earlier } of this.#pending) {
			x = inside(x + ACROSS[earlier]);
			y = inside(y + DOWN[earlier]);
		}
		if (inside(x + ACROSS[direction]) === x && inside(y + DOWN[direction]) === y) return false;
		this.#lastStep = now;
		this.#pending.push({ direction, at: now });
		this.#head(now);
		return true;
	}

	// ---- parts

	#make(count: number): void {
		this.count = count;
		this.state = null;
		this.x = new Float32Array(count);
		this.y = new Float32Array(count);
		this.cellX = new Int8Array(count);
		this.cellY = new Int8Array(count);
		this.isZombie = new Uint8Array(count);
		this.heals = new Uint8Array(count);
		this.facing = new Int8Array(count).fill(1);
		this.turnedAt = new Float64Array(count).fill(-Infinity);
		this.#fromX = new Float32Array(count);
		this.#fromY = new Float32Array(count);
		this.#toX = new Int8Array(count);
		this.#toY = new Int8Array(count);
		this.#since = new Float64Array(count);
		this.#until = new Float64Array(count);
		this.#stepped = new Float64Array(count).fill(-GLIDES[1]);
		this.#pending = [];
		this.#zero = null;
	}

	/** When a tick was to be heard of: its place on a grid that follows the quickest ones. */
	#due(tick: number, now: number): number {
		const zero = now - tick * TICK;
		if (this.#zero === null || zero < this.#zero || zero - this.#zero > 1_000) this.#zero = zero;
		else this.#zero += (zero - this.#zero) * SLOWLY;
		// Never in the future, and who comes much too late does not hurry.
		return Math.min(now, Math.max(this.#zero + tick * TICK, now - DELAY));
	}

	#take(state: ZombieGameState, now: number, due: number, isFirst: boolean): void {
		const { players } = state;
		this.state = state;
		for (let i = 0; i < players.length; i++) {
			const player = players[i];
			if (!player) continue;
			const { x, y } = player;
			const zombie = player.isZombie ? 1 : 0;
			if (this.isZombie[i] !== zombie) {
				this.isZombie[i] = zombie;
				if (!isFirst) this.turnedAt[i] = now;
			}
			this.heals[i] = player.hasHealingItem ? 1 : 0;
			const across = x - (this.cellX[i] as number);
			const down = y - (this.cellY[i] as number);
			if (!isFirst && across === 0 && down === 0) continue;
			if (i === this.me && !isFirst) this.#confirm(x, y, now);
			this.cellX[i] = x;
			this.cellY[i] = y;
			if (isFirst) this.#put(i, x, y);
			else if (i === this.me) this.#head(now);
			else {
				if (across !== 0) this.facing[i] = across > 0 ? 1 : -1;
				this.#glide(i, x, y, now, due + this.#pace(i) + DELAY - TICK);
			}
		}
	}

	/** How many ms somebody takes for this step, by the ticks since the one before. */
	#pace(index: number): number {
		const ticks = this.#tick === null ? GLIDES[1] : this.#tick - (this.#stepped[index] as number);
		this.#stepped[index] = this.#tick ?? 0;
		return Math.min(Math.max(ticks, GLIDES[0]), GLIDES[1]) * TICK;
	}

	#put(index: number, x: number, y: number): void {
		this.x[index] = this.#toX[index] = x;
		this.y[index] = this.#toY[index] = y;
		this.#until[index] = -Infinity;
	}

	/** Go on from where somebody is shown now: nobody jumps, whenever the tick comes. */
	#glide(index: number, x: number, y: number, now: number, until: number): void {
		const since = this.#since[index] as number;
		const end = this.#until[index] as number;
		const share = now >= end ? 1 : now <= since ? 0 : (now - since) / (end - since);
		const fromX = (this.#fromX[index] as number) * (1 - share) + (this.#toX[index] as number) * share;
		const fromY = (this.#fromY[index] as number) * (1 - share) + (this.#toY[index] as number) * share;
		if (stepsBetween(x - fromX, y - fromY) > FAR) {
			this.#put(index, x, y);
			return;
		}
		this.#fromX[index] = fromX;
		this.#fromY[index] = fromY;
		this.#toX[index] = x;
		this.#toY[index] = y;
		this.#since[index] = now;
		this.#until[index] = Math.max(until, now + TICK);
	}

	/** The own place changes as the server says: steps that lead there were taken, or the oldest one. */
	#confirm(x: number, y: number, now: number): void {
		let atX = this.cellX[this.me] as number;
		let atY = this.cellY[this.me] as number;
		let taken = 1;
		for (const [index, { direction }] of this.#pending.entries()) {
			atX = inside(atX + ACROSS[direction]);
			atY = inside(atY + DOWN[direction]);
			if (atX !== x || atY !== y) continue;
			taken = index + 1;
			break;
		}
		const [first] = this.#pending.splice(0, taken);
		if (first) this.#latency += (now - first.at - this.#latency) * 0.2;
	}

	/** Steps that did not show in time were not taken: back to where the server says. */
	#forget(now: number): void {
		const oldest = this.#pending[0];
		if (!oldest || now - oldest.at < Math.min(PATIENT, PATIENCE + 2 * this.#latency)) return;
		this.#pending.shift();
		this.#head(now);
	}

	/** Lead the own body to the next cell of which nothing was said yet, or to where it is. */
	#head(now: number): void {
		const next = this.#pending[0]?.direction;
		const x = inside((this.cellX[this.me] as number) + (next ? ACROSS[next] : 0));
		const y = inside((this.cellY[this.me] as number) + (next ? DOWN[next] : 0));
		if (x === this.#toX[this.me] && y === this.#toY[this.me]) return;
		if (next && ACROSS[next] !== 0) this.facing[this.me] = ACROSS[next];
		this.#glide(this.me, x, y, now, now + this.cooldown);
	}
}
