/** One window among those who play: its name, the room it is in, and what it asks of the server. */

import { follow, OUT } from '#lib/pixel/party/follow.ts';
import { changes, refused, type Known, type Left, type Place, type Problem } from '#lib/pixel/party/hearing.ts';
import { IdentityKeeper, lastName } from '#lib/pixel/party/identity.ts';
import { Line } from '#lib/pixel/party/line.svelte.ts';
import { newcomer } from '#lib/pixel/party/names.ts';
import { Outbox } from '#lib/pixel/party/outbox.ts';
import type { Fold, Folds, Room } from '#lib/pixel/party/room.ts';
import { onTouches } from '#lib/pixel/party/touches.ts';
import { isThere, type Wish } from '#lib/pixel/party/wish.ts';
import type {
	Connected,
	Error as Refusal,
	ModeEntry,
	OnlineCount,
	PixelClientPayloads,
	PixelServerPayloads,
	User
} from '#lib/protocol/pixel.generated.ts';

/** Twenty states a second are not for folds; who wants them listens. */
const UNFOLDED = new Set(['zombie-game-state', 'zombie-delta', 'online-count', 'game-modes']);

export class Party implements Known {
	/** The game that this player is in. */
	room = $state.raw<Room | null>(null);
	// What it knows beside: see `Known`.
	me = $state.raw<User | null>(null);
	queue = $state.raw<Place | null>(null);
	left = $state<Left | null>(null);
	wantsPassword = $state<string | null>(null);
	busy = $state(false);
	idle = $state<number | null>(null);
	/** What can be played; empty before the server's first word. */
	modes = $state.raw<ModeEntry[]>([]);
	online = $state.raw<OnlineCount | null>(null);
	problem = $state.raw<Problem | null>(null);
	/** The seat of before is being looked for. */
	restoring = $state(false);
	/** The password of the room, as far as this page knows it. */
	password: string | null = null;

	readonly #folds: Folds;
	readonly #identity: IdentityKeeper;
	readonly #line: Line;
	#outbox = new Outbox();
	#wish: Wish | null = null;
	#viewing: string | null = null;
	#fresh: string | null = null;
	#timers: ReturnType<typeof setTimeout>[] = [];
	/** The server is told that somebody is there, so that it does not give up on who only watches. */
	readonly #untouched: () => void;

	/** @param folds what each mode makes of what the server says */
	constructor(folds: Folds) {
		this.#folds = folds;
		this.#identity = new IdentityKeeper(() => this.#stop('replaced'));
		this.restoring = this.#identity.now.seated;
		this.#line = new Line(this.#identity.now.browserId, {
			connected: (recovered) => this.#connected(recovered),
			heard: (event, told) => this.#heard(event, told)
		});
		this.#untouched = onTouches(
			() => {
				this.idle = null;
				this.send('activity-ping');
			},
			() => this.idle !== null
		);
	}

	/** End it for good. The seat waits for a while. */
	close(): void {
		this.#untouched();
		this.#timers.forEach(clearTimeout);
		this.#identity.close();
		this.#line.close();
	}

	/** How the connection stands. */
	get connection(): Line['connection'] {
		return this.#line.connection;
	}

	/** Why the server lets nobody in at the moment: a code of its door. */
	get shut(): string | null {
		return this.#line.shut;
	}

	/** Milliseconds since 1970 by the server's clock: what `endsAt` is compared with. */
	now(): number {
		return this.#line.now();
	}

	/** By which the server knows this window; a secret. */
	get sessionId(): string | null {
		return this.#identity.now.sessionId;
	}

	// ---- what a player asks

	/** Into a public game of a mode. */
	joinPublic(mode: string): void {
		this.#ask({ event: 'join-public', payload: { gameMode: mode } });
	}

	/** A private room of one's own. */
	createRoom(mode: string, password?: string): void {
		this.password = password ?? null;
		this.#ask({ event: 'create-room', payload: password ? { gameMode: mode, password } : { gameMode: mode } });
	}

	/** Into somebody's room. */
	joinRoom(code: string, password?: string): void {
		this.password = password ?? null;
		this.#ask({ event: 'join-room', payload: password ? { code, password } : { code } });
	}

	leave(): void {
		this.#wish = null;
		this.#outbox.clear();
		if (this.#line.isOpen) {
			this.send('leave-lobby');
		} else {
			// The seat is given up by itself, if nobody comes back to it.
			this.room = null;
			this.#note('left-lobby', undefined);
		}
	}

	leaveQueue(): void {
		this.send('leave-queue');
	}

	start(): void {
		this.dismiss();
		this.submit('host-start-game', undefined, ['phase-changed']);
	}

	kick(id: string): void {
		this.send('host-kick-player', { playerId: id });
	}

	/** The room's password; null removes it. */
	setPassword(password: string | null): void {
		this.password = password;
		this.dismiss();
		this.send('host-change-password', { password });
	}

	setWords(words: PixelClientPayloads['host-set-words']['words']): void {
		this.dismiss();
		this.send('host-set-words', { words });
	}

	/** Another name; it is remembered when the server took it. */
	rename(name: string): void {
		this.dismiss();
		this.send('change-name', { name });
	}

	/** Which mode's page is on show, so that the server counts who looks at it. */
	viewMode(mode: string | null): void {
		if (this.#viewing === mode) return;
		this.#viewing = mode;
		if (mode === null) this.send('leave-mode');
		else this.send('view-mode', { gameMode: mode });
	}

	/** What went wrong was read. */
	dismiss(): void {
		this.problem = null;
		this.wantsPassword = null;
		this.left = null;
	}

	/** Back, after another window had the seat or nobody had touched this one. */
	comeBack(): void {
		this.left = null;
		this.idle = null;
		this.#identity.claim();
		this.restoring = this.#identity.now.seated;
		this.#line.open();
	}

	/** Say something until the server has it: one of the events `until` comes, it refuses, or the phase is over. */
	submit(event: string, payload: unknown, until: string[]): void {
		this.#outbox.keep({ event, payload, until, moment: this.#moment });
		this.#flush();
	}

	/** Say something now; it is lost if there is no connection. */
	send(event: string, payload?: unknown): void {
		this.#line.send(event, payload);
	}

	/** Hear an event as it comes, over new connections too; returns what ends it. */
	listen<Event extends keyof PixelServerPayloads>(
		event: Event,
		heard: (told: PixelServerPayloads[Event]) => void
	): () => void {
		return this.#line.listen(event, heard as (told: never) => void);
	}

	// ---- the seat

	get #moment(): string {
		return `${this.room?.instanceId}/${this.room?.phase}/${this.room?.round}`;
	}

	#stop(why: Left): void {
		this.left = why;
		this.#line.close();
	}

	#connected(recovered: boolean): void {
		if (recovered) {
			this.#flush();
			return;
		}
		const { seated, sessionId } = this.#identity.now;
		if (seated && sessionId !== null) {
			this.restoring = true;
			this.send('restore-session', { sessionId });
		} else {
			this.#introduce();
			this.#settled();
		}
	}

	#introduce(): void {
		const name = lastName.get() || newcomer(Math.random());
		this.send('restore-user', { displayName: name });
		if (this.#viewing) this.send('view-mode', { gameMode: this.#viewing });
	}

	/** It is known whether there is a seat: what was wished in the meantime is asked now. */
	#settled(): void {
		this.restoring = false;
		const wish = this.#wish;
		this.#wish = null;
		if (!wish) this.#flush();
		else if (!this.room) this.#emitWish(wish);
		else if (!isThere(wish, this.room)) this.problem = { code: 'ALREADY_IN_GAME' };
	}

	#ask(wish: Wish): void {
		this.dismiss();
		this.busy = true;
		if (this.#line.isOpen && !this.restoring) this.#emitWish(wish);
		else this.#wish = wish;
	}

	#emitWish(wish: Wish): void {
		this.busy = true;
		this.send(wish.event, wish.payload);
	}

	// ---- what the server says

	#heard(event: string, told: unknown): void {
		if (event === 'game-modes') this.modes = (told as PixelServerPayloads['game-modes']).available;
		else if (event === 'online-count') this.online = told as OnlineCount;
		if (UNFOLDED.has(event)) return;
		this.#note(event, told);
		if (event === 'error') {
			this.#refused(told as Refusal);
			return;
		}
		this.#follow(event, told);
		this.#outbox.heard(event);
		if (event === 'lobby-joined' || event === 'session-restored') this.#seated();
		if (event === 'session-restored' || event === 'session-restore-failed') this.#settled();
	}

	/** What concerns this window rather than a room. */
	#note(event: string, told: unknown): void {
		Object.assign(this, changes(event, told, this.room !== null));
		if (OUT.has(event)) this.#unseated();
		switch (event) {
			case 'connected':
				this.#fresh = (told as Connected).sessionId;
				if (!this.restoring) this.#identity.keep({ sessionId: this.#fresh });
				break;
			case 'name-changed':
				lastName.set((told as { user: User }).user.displayName);
				break;
			case 'queue-ready':
				if (this.#viewing) this.joinPublic(this.#viewing);
				break;
			case 'idle-disconnect':
				this.#line.close();
				break;
			case 'session-restore-failed':
				this.#introduce();
				break;
		}
	}

	#seated(): void {
		this.busy = false;
		this.queue = null;
		this.dismiss();
		if (this.room) this.me = this.room.me;
		this.#identity.keep({ sessionId: this.#fresh, seated: true });
		this.#wish = null;
	}

	#unseated(): void {
		this.#outbox.clear();
		this.#identity.keep({ sessionId: this.#fresh, seated: false });
	}

	#follow(event: string, told: unknown): void {
		const before = this.room;
		const room = follow(before, event, told, this.me ?? NOBODY, this.now());
		if (!room) {
			this.room = null;
			return;
		}
		const fold = this.#folds[room.mode] as Fold<unknown> | undefined;
		const game = room.phase === 'lobby' || !fold ? null : fold(room.game, event, told, room);
		if (game !== room.game) this.room = { ...room, game };
		else if (room !== before) this.room = room;
	}

	#refused(refusal: Refusal): void {
		const outcome = refused(refusal, this.#outbox);
		if ('done' in outcome) {
			this.#follow(outcome.done, { success: true });
			this.#outbox.heard(outcome.done);
			return;
		}
		this.busy = false;
		if ('again' in outcome) this.#later(outcome.again, () => this.#flush());
		else this.problem = outcome.problem;
	}

	#flush(): void {
		if (!this.#line.isOpen || this.restoring || !this.room) return;
		for (const { event, payload } of this.#outbox.due(this.#moment)) this.send(event, payload);
	}

	// ---- the time

	#later(after: number, act: () => unknown): void {
		const timer = setTimeout(() => {
			this.#timers = this.#timers.filter((other) => other !== timer);
			act();
		}, after);
		this.#timers.push(timer);
	}
}

const NOBODY: User = { displayName: '', discriminator: '', fullName: '' };
