/** A player in a game: the way in, the seat and how it is found again, answers, and what the page shows. */

import type { QuizClientEvents, QuizServerEvents, Welcome } from '#lib/protocol/quiz.generated.ts';
import type { Given } from '#lib/quiz/answers/contract.ts';
import { solved } from '#lib/quiz/player/captcha.ts';
import { joinInfo, Shut, type JoinInfo } from '#lib/quiz/player/door.ts';
import { EVENTS, follow, type View } from '#lib/quiz/player/follow.ts';
import { Outbox } from '#lib/quiz/player/outbox.ts';
import { seats } from '#lib/quiz/player/seats.ts';
import { Connection } from '#lib/wire/connection.svelte.ts';
import { mustReload } from '#lib/wire/greeting.ts';

/**
 * Where the player stands: `looking` at what the pin leads to, `pin` if nowhere, asked for a `name`, `joining`,
 * `returning` to a seat, `in` the game, or out of it: `kicked`, `replaced` by another tab, `over`.
 */
export type Stage = 'looking' | 'pin' | 'name' | 'joining' | 'returning' | 'in' | 'kicked' | 'replaced' | 'over';

/** How it stands with the answer to the question on show. */
export type Sending = 'none' | 'sending' | 'late' | 'refused';

interface Wanted {
	username: string;
	custom_field?: string;
	captcha?: string;
}

/** What is no reason to give up: the same is asked again after so many milliseconds. */
const AGAIN = { too_many_events: 1200, too_many_wrong_pins: 20_000 };

/** Without a word about an answer for so long, the connection is looked at. In milliseconds. */
const UNHEARD = 3000;

export class Player {
	readonly pin: string;
	stage = $state<Stage>('looking');
	/** What is wrong, as a code. */
	problem = $state<string | null>(null);
	/** What the game wants to know of who joins. */
	info = $state.raw<JoinInfo | null>(null);
	/** The share of the proof of work that is done, while it is worked at. */
	work = $state<number | null>(null);
	view = $state.raw<View | null>(null);
	sending = $state<Sending>('none');
	connection = $state.raw<Connection<QuizServerEvents, QuizClientEvents> | null>(null);
	/** The name that was given last. */
	username = $state('');

	readonly #outbox: Outbox;
	#wanted: Wanted | null = null;
	#draft: Given | null = null;
	/** The server has said something to what this page wants to be. */
	#heard = false;
	/** How often another captcha is worked out if one is refused. */
	#retries = 0;
	#timers: ReturnType<typeof setTimeout>[] = [];

	constructor(pin: string) {
		this.pin = pin;
		this.#outbox = new Outbox(pin);
		const seat = seats.of(pin);
		this.username = seat?.username ?? '';
		if (seat) this.#comeBack();
		else void this.look();
	}

	/** The game is paused or the way to it is gone: what is shown may be old. */
	get isCut(): boolean {
		return this.connection?.state === 'lost' || (this.stage === 'in' && this.connection?.state === 'connecting');
	}

	/** Ask what the pin leads to. */
	async look(): Promise<void> {
		this.stage = 'looking';
		this.problem = null;
		try {
			this.info = await joinInfo(this.pin);
			this.stage = 'name';
			this.#connect();
		} catch (error) {
			this.problem = codeOf(error);
			this.stage = 'pin';
		}
	}

	/** Take a new seat. */
	async join(username: string, customField: string): Promise<void> {
		if (this.stage === 'joining') return;
		this.problem = null;
		this.username = username;
		this.stage = 'joining';
		this.#retries = 1;
		const wanted: Wanted = { username };
		if (this.info?.custom_field && customField) wanted.custom_field = customField;
		await this.#ask(wanted);
	}

	/** The finger has chosen. The first answer to a question counts. */
	answer(given: Given): void {
		const view = this.view;
		if (!view?.open || view.answered || this.#outbox.waits(view.index)) return;
		const tapped_after = Math.max(0, Math.round(performance.now() - view.shownAt));
		this.#outbox.put({ ...given, question_index: view.index, tapped_after });
		this.#draft = null;
		this.sending = 'sending';
		this.#send();
	}

	/** What stands in an input but was not sent; it is when the time is up. Null: nothing does. */
	draft(given: Given | null): void {
		this.#draft = given;
	}

	/** The time of the question is up: the server still takes answers for two seconds. */
	timeIsUp(): void {
		if (this.#draft && this.sending === 'none') this.answer(this.#draft);
	}

	/** Take the seat back from another tab, or from the host who may have changed his mind. */
	takeBack(): void {
		if (seats.of(this.pin)) this.#comeBack();
		else void this.look();
	}

	/** Give the seat up, to join under another name. */
	leave(): void {
		this.close();
		seats.forget(this.pin);
		this.#outbox.clear();
		this.view = null;
		this.sending = 'none';
		void this.look();
	}

	/** The page goes away. */
	close(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers = [];
		this.connection?.close();
		this.connection = null;
	}

	// ---- the connection

	#comeBack(): void {
		this.stage = 'returning';
		this.problem = null;
		this.#connect();
	}

	#connect(): void {
		this.close();
		const connection = new Connection<QuizServerEvents, QuizClientEvents>('/quiz', {}, (answered) => {
			connection.socket.emit('resync', answered);
		});
		this.connection = connection;
		const socket = connection.socket;
		socket.on('connect', () => this.#connected(socket.recovered));
		socket.on('disconnect', () => this.#outbox.lost());
		socket.onAny((event: string, told: unknown) => this.#hear(event, told));
	}

	#connected(recovered: boolean): void {
		const emit = this.connection?.socket;
		if (recovered && this.stage === 'in') {
			// What was missed is here, but its times are those of when it was said.
			emit?.emit('resync');
		} else if (this.stage === 'joining') {
			if (this.#wanted) this.#emitJoin(this.#wanted);
		} else if (this.stage !== 'name') {
			const seat = seats.of(this.pin);
			this.#heard = false;
			if (seat) emit?.emit('rejoin_game', { game_pin: this.pin, seat: seat.token }, () => this.#unheard());
		}
	}

	#hear(event: string, told: unknown): void {
		const act = this.#acts[event];
		if (act) act(told as never);
		else if (event === 'game_state' || (EVENTS as string[]).includes(event)) this.#follow(event, told);
	}

	readonly #acts: Record<string, (told: never) => void> = {
		welcome: (told: Welcome) => {
			if (mustReload(told.min_client)) location.reload();
		},
		time_sync: (token: string) => this.connection?.socket.emit('echo_time_sync', token),
		joined_game: (game: View['game']) => this.#seated(game),
		rejoined_game: (game: View['game']) => this.#seated(game),
		game_not_found: () => this.#notFound(),
		game_already_started: () => this.#refused('game_already_started'),
		username_already_exists: () => this.#refused('name_taken'),
		error: (told: { code: string }) => this.#refused(told.code),
		player_answer: () => this.#settle('player_answer'),
		already_replied: () => this.#settle('already_replied'),
		question_not_active: () => this.#settle('question_not_active'),
		kick: () => this.#out('kicked'),
		replaced: () => this.#out('replaced')
	};

	#follow(event: string, told: unknown): void {
		const before = this.view;
		this.view = follow(before, event, told, performance.now());
		const view = this.view;
		if (!view) return;
		if (view.index !== before?.index || !view.question) {
			this.#draft = null;
			this.sending = view.open && this.#outbox.waits(view.index) ? 'sending' : 'none';
		}
		if (view.phase === 'over') {
			seats.forget(this.pin);
			this.#outbox.clear();
			this.#out('over');
		} else if (event === 'game_state') {
			this.stage = 'in';
			this.problem = null;
			this.username = view.username;
			if (view.answered) {
				this.#outbox.settled(view.index);
				this.sending = 'none';
			}
			this.#send();
		}
	}

	// ---- the seat

	async #ask(wanted: Wanted): Promise<void> {
		this.#wanted = null;
		try {
			if (this.info?.proof_of_work) wanted.captcha = await solved(this.pin, (share) => (this.work = share));
		} catch (error) {
			if (this.stage === 'joining') this.#refused(codeOf(error));
			return;
		} finally {
			this.work = null;
		}
		if (this.stage !== 'joining') return;
		this.#wanted = wanted;
		// Else when it is.
		if (this.connection?.socket.connected) this.#emitJoin(wanted);
	}

	#emitJoin(wanted: Wanted): void {
		this.#heard = false;
		this.connection?.socket.emit('join_game', { ...wanted, game_pin: this.pin }, () => this.#unheard());
	}

	/** The server is done with what was asked. It refuses once a second at most: of the rest nothing is heard. */
	#unheard(): void {
		if (!this.#heard && this.stage !== 'in') this.#later(AGAIN.too_many_events, () => this.#connected(false));
	}

	#seated(game: View['game']): void {
		this.#heard = true;
		this.#wanted = null;
		if (game.seat) seats.keep(this.pin, game.seat, this.username);
		// The whole state follows at once; but not where the server had seated this page before.
		if (this.stage !== 'in') this.#later(1000, () => this.stage !== 'in' && this.connection?.socket.emit('resync'));
	}

	#notFound(): void {
		this.#heard = true;
		const played = this.view !== null;
		seats.forget(this.pin);
		this.#outbox.clear();
		this.problem = 'game_not_found';
		this.#out(played ? 'over' : 'pin');
	}

	#refused(code: string): void {
		this.#heard = true;
		if (this.stage === 'joining') {
			if (code === 'captcha' && this.#wanted && this.#retries-- > 0) {
				// It was used up or too old, as after a restart of the server. Another one is worked out.
				void this.#ask({ ...this.#wanted, captcha: undefined });
				return;
			}
			this.#wanted = null;
			this.problem = code;
			this.stage = 'name';
		} else if (code === 'kicked') {
			this.#out('kicked');
		} else if (this.stage === 'returning' || (this.stage === 'in' && code === 'wrong_seat')) {
			this.#notBack(code);
		} else if (code === 'too_many_events') {
			this.#outbox.lost();
			this.#later(AGAIN.too_many_events, () => this.#send());
		} else if (code === 'no_option' || code === 'slide' || code === 'bad_answer' || code === 'answer_too_long') {
			this.#settle('refused');
		}
	}

	#notBack(code: string): void {
		if (code === 'too_many_events' || code === 'too_many_wrong_pins') {
			this.problem = code;
			this.#later(AGAIN[code], () => this.#connected(false));
		} else {
			// Another game has this pin by now, or the seat is gone: begin anew.
			seats.forget(this.pin);
			this.#outbox.clear();
			this.view = null;
			void this.look();
		}
	}

	#out(stage: 'kicked' | 'replaced' | 'over' | 'pin'): void {
		this.stage = stage;
		this.close();
	}

	// ---- answers

	#send(): void {
		const socket = this.connection?.socket;
		if (!socket?.connected || this.stage !== 'in') return;
		const due = this.#outbox.due();
		for (const entry of due) socket.emit('submit_answer', entry);
		if (due.length > 0) this.#later(UNHEARD, () => this.#sendAgain());
	}

	/** No word yet: once more, since an answer that comes twice counts once, over a new connection if need be. */
	#sendAgain(): void {
		if (!this.#outbox.waits()) return;
		this.connection?.check();
		this.#outbox.lost();
		this.#send();
	}

	#settle(word: 'player_answer' | 'already_replied' | 'question_not_active' | 'refused'): void {
		const index = this.view?.index ?? -1;
		const entry = this.#outbox.settle(index);
		// A word about the question of before is no news for this one.
		if (entry && entry.question_index !== index) return;
		if (word === 'player_answer' || word === 'already_replied') {
			this.sending = 'none';
			this.#follow(word, undefined);
		} else if (entry) {
			this.sending = word === 'refused' ? 'refused' : 'late';
		}
	}

	#later(after: number, act: () => unknown): void {
		const timer = setTimeout(() => {
			this.#timers = this.#timers.filter((other) => other !== timer);
			act();
		}, after);
		this.#timers.push(timer);
	}
}

function codeOf(error: unknown): string {
	return error instanceof Shut ? error.code : 'unreachable';
}
