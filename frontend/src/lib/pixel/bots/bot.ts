/** A computer player: a socket of its own, which plays from the window of who brought it along. */

import { io, type Socket } from 'socket.io-client';
import { at } from '#lib/address.ts';
import { Brain } from '#lib/pixel/bots/brain.ts';
import { nextStep } from '#lib/pixel/bots/legs.ts';
import { applied } from '#lib/pixel/zombie/delta.ts';
import type { Connected, ZombieGameState } from '#lib/protocol/pixel.generated.ts';

/** By which it is found again when the window is loaded anew. */
export interface Seat {
	name: string;
	browserId: string;
	sessionId: string | null;
}

/** How often it steps in the arena, in ms: slower than people can. */
const STEP = 280;

export class Bot {
	readonly seat: Seat;
	readonly #socket: Socket;
	readonly #brain = new Brain();
	readonly #changed: () => void;
	#timers: ReturnType<typeof setTimeout>[] = [];
	#fresh: string | null = null;
	#arena: ZombieGameState | null = null;
	#id = '';
	#stepping: ReturnType<typeof setInterval> | undefined;
	#gone = false;

	/**
	 * @param seat who it is; with a session it goes back to where it sat
	 * @param code of the room
	 * @param password of the room, if it has one
	 * @param changed its seat has changed, or `isGone`
	 */
	constructor(seat: Seat, code: string, password: string | null, changed: () => void) {
		this.seat = { ...seat };
		this.#changed = changed;
		const auth = { browserId: seat.browserId, zombie: 'delta' };
		this.#socket = io('/pixel', {
			path: at('/socket.io/'),
			auth,
			transports: ['websocket', 'polling'],
			forceNew: true
		});
		const join = () => this.#socket.emit('join-room', password === null ? { code } : { code, password });
		this.#socket.on('connect', () => {
			if (this.#socket.recovered) return;
			if (this.seat.sessionId !== null) {
				this.#socket.emit('restore-session', { sessionId: this.seat.sessionId });
			} else {
				this.#socket.emit('restore-user', { displayName: this.seat.name });
				join();
			}
		});
		this.#socket.on('connected', ({ sessionId }: Connected) => (this.#fresh = sessionId));
		this.#socket.on('error', ({ code: refused }: { code: string }) => {
			if (this.#id === '' && refused !== 'RATE_LIMITED') this.end();
		});
		for (const event of ['kicked', 'left-lobby', 'instance-closing', 'session-restore-failed', 'password-required'])
			this.#socket.on(event, () => this.end());
		this.#socket.on('zombie-game-state', (state: ZombieGameState) => (this.#arena = state));
		this.#socket.on('zombie-delta', (delta: ArrayBuffer) => this.#see(delta));
		this.#socket.onAny((event: string, told: unknown) => this.#hear(event, told));
	}

	/** It has no seat and gets none any more. */
	get isGone(): boolean {
		return this.#gone;
	}

	/** It leaves. */
	end(): void {
		if (this.#gone) return;
		this.#gone = true;
		this.#rest();
		this.#socket.emit('leave-lobby');
		this.#socket.disconnect();
		this.#changed();
	}

	#hear(event: string, told: unknown): void {
		if (event === 'lobby-joined' || event === 'session-restored') {
			this.#id = (told as { playerId: string }).playerId;
			this.seat.sessionId = this.#fresh;
			this.#changed();
		}
		if (event === 'phase-changed' || event === 'session-restored') this.#phase((told as { phase: string }).phase);
		for (const { after, event: said, payload } of this.#brain.hears(event, told))
			this.#timers.push(setTimeout(() => this.#socket.emit(said, payload), after));
	}

	#phase(phase: string): void {
		// The finale is told before its phase begins: what it made us think of stays.
		if (phase !== 'finale') this.#rest();
		if (phase === 'active') this.#stepping = setInterval(() => this.#step(), STEP);
	}

	#rest(): void {
		this.#timers.forEach(clearTimeout);
		this.#timers = [];
		clearInterval(this.#stepping);
	}

	#see(delta: ArrayBuffer): void {
		if (!this.#arena) return;
		try {
			this.#arena = applied(this.#arena, delta).state;
		} catch {
			this.#arena = null;
			this.#socket.emit('zombie-resync');
		}
	}

	#step(): void {
		const direction = this.#arena && nextStep(this.#arena, this.#id, Math.random);
		if (direction) this.#socket.emit('zombie-move', { direction });
	}
}
