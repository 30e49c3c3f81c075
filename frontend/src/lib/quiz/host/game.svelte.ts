/** A running game as its host holds it: on the big screen (`screen`) or on a phone in the hand (`remote`). */

import { asProblem } from '#lib/api/problem.ts';
import type {
	Error as Refusal,
	HostState,
	PlayGame,
	QuizClientEvents,
	QuizServerEvents,
	RegisteredAsAdmin,
	SolvedQuestion,
	Welcome
} from '#lib/protocol/quiz.generated.ts';
import { EVENTS, follow, GRACE, TIME_IS_UP, viewOf, type HostView } from '#lib/quiz/host/follow.ts';
import { forgetSecret, type Secret } from '#lib/quiz/host/secrets.ts';
import { nextStep, placeOf, wantsResults, type Place, type Step } from '#lib/quiz/host/steps.ts';
import { Connection } from '#lib/wire/connection.svelte.ts';
import { mustReload } from '#lib/wire/greeting.ts';
import type { Socket } from 'socket.io-client';

export type Role = 'screen' | 'remote';

/** `finding` the secret, `entering` the game, `in` it; `elsewhere`: another screen has it; `replaced` by one; or out. */
export type Stage = 'finding' | 'entering' | 'in' | 'elsewhere' | 'replaced' | 'over' | 'failed';

type Listener = (event: string, view: HostView) => void;

/** How each step is carried out. */
const DEEDS: Record<Step['kind'], (game: HostGame, step: Step) => void> = {
	start: (game) => game.say('start_game'),
	stop: (game, step) => game.stop('index' in step ? step.index : 0),
	results: (game, step) => game.say('get_question_results', { question_number: 'index' in step ? step.index : 0 }),
	solution: (game) => game.say('show_solutions'),
	ranking: (game) => game.say('show_ranking'),
	question: (game, step) => game.show('index' in step ? step.index : 0),
	slide: (game, step) => game.show('index' in step ? step.index : 0),
	final: (game) => game.say('get_final_results'),
	save: (game) => game.say('save_quiz'),
	end: (game) => game.say('end_game')
};

/** Presses that come so close together are one, in milliseconds: a presenter bounces, a hand trembles. */
const BOUNCE = 350;

export class HostGame {
	readonly pin: string;
	readonly role: Role;
	stage = $state<Stage>('finding');
	/** Why it failed, as a code. */
	problem = $state<string | null>(null);
	view = $state.raw<HostView | null>(null);
	/** The quiz, solutions included. */
	quiz = $state.raw<PlayGame | null>(null);
	/** The last refusal, as a code; a number makes each of them new. */
	refused = $state.raw<{ code: string; number: number } | null>(null);
	exportToken = $state<string | null>(null);
	connection = $state.raw<Connection<QuizServerEvents, QuizClientEvents> | null>(null);

	#secret: Secret | null = null;
	#listeners: Listener[] = [];
	#clock: ReturnType<typeof setTimeout> | undefined;
	#pressed = -BOUNCE;
	/** Between `registered_as_admin` and `game_state` the whole game is told again, for pages that have no state. */
	#retold = false;
	#over = false;

	constructor(pin: string, role: Role, secret: () => Promise<Secret>) {
		this.pin = pin;
		this.role = role;
		void this.find(secret);
	}

	get gameId(): string | null {
		return this.#secret?.game_id ?? null;
	}

	get questions(): readonly SolvedQuestion[] {
		return this.quiz?.questions ?? [];
	}

	/** The question or slide on show, with its solution. */
	get question(): SolvedQuestion | null {
		return this.view === null ? null : (this.questions[this.view.question_index] ?? null);
	}

	get language(): string | undefined {
		return this.quiz?.language;
	}

	get place(): Place | null {
		return this.view === null ? null : placeOf(this.view);
	}

	get next(): Step | null {
		return this.view === null ? null : nextStep(this.view, this.questions);
	}

	/** The way to the server is gone: what is shown may be old, and nothing can be done. */
	get isCut(): boolean {
		return this.connection !== null && this.connection.state !== 'open' && this.stage === 'in';
	}

	/** Ask for the secret and enter the game. */
	async find(secret: () => Promise<Secret>): Promise<void> {
		this.stage = 'finding';
		this.problem = null;
		try {
			this.#secret = await secret();
		} catch (error) {
			this.#fail(asProblem(error).code);
			return;
		}
		if (!this.#over) this.#connect();
	}

	/** Carry out a step, unless it was carried out this moment. */
	take(step: Step | null = this.next): void {
		const now = performance.now();
		if (step === null || now - this.#pressed < BOUNCE) return;
		this.#pressed = now;
		DEEDS[step.kind](this, step);
	}

	/** Say something to the server. While the connection is gone nothing is said: it would come at the wrong time. */
	say<Event extends keyof QuizClientEvents>(event: Event, ...args: Parameters<QuizClientEvents[Event]>): void {
		const socket = this.connection?.socket as Socket | undefined;
		if (socket?.connected) socket.emit(event as string, ...(args as unknown[]));
	}

	show(index: number): void {
		this.say('set_question_number', index);
	}

	/** Close the open question: with its answers, or without where they are to be hidden. */
	stop(index: number): void {
		if (this.questions[index]?.hide_results) this.say('show_solutions');
		else this.say('get_question_results', { question_number: index });
	}

	/** Host the game here, though another screen does. */
	takeOver(): void {
		this.stage = 'entering';
		if (this.connection?.state === 'closed') this.#connect();
		else if (this.#secret) this.say('take_over', this.#secret);
	}

	/** Hear each event after it was followed. The answer stops that. */
	on(listener: Listener): () => void {
		this.#listeners = [...this.#listeners, listener];
		return () => {
			this.#listeners = this.#listeners.filter((other) => other !== listener);
		};
	}

	close(): void {
		this.#over = true;
		clearTimeout(this.#clock);
		this.connection?.close();
	}

	#connect(): void {
		const takesOver = this.stage === 'entering';
		this.stage = 'entering';
		const connection = new Connection<QuizServerEvents, QuizClientEvents>('/quiz', {}, (answered) =>
			(this.connection?.socket as Socket | undefined)?.emit('resync', answered)
		);
		this.connection = connection;
		const socket = connection.socket as Socket;
		let first = takesOver;
		socket.on('connect', () => {
			if (socket.recovered) socket.emit('resync');
			else
				socket.emit(
					first ? 'take_over' : this.role === 'screen' ? 'register_as_admin' : 'register_as_remote',
					this.#secret
				);
			first = false;
		});
		socket.on('welcome', (welcome: Welcome) => {
			if (mustReload(welcome.min_client)) location.reload();
		});
		socket.on('registered_as_admin', ({ game }: RegisteredAsAdmin) => {
			this.quiz = JSON.parse(game) as PlayGame;
			this.#retold = true;
		});
		socket.on('game_state', (state: HostState) => {
			this.stage = 'in';
			this.#retold = false;
			this.#see('game_state', viewOf(state, performance.now()));
		});
		for (const event of EVENTS) {
			socket.on(event, (argument: unknown) => {
				if (this.view && !this.#retold) this.#see(event, follow(this.view, event, argument, performance.now()));
			});
		}
		socket.on('export_token', (token: string) => (this.exportToken = token));
		socket.on('already_registered_as_admin', () => this.#leave('elsewhere'));
		socket.on('replaced', () => this.#leave('replaced'));
		socket.on('game_ended', () => {
			forgetSecret(this.pin);
			this.#leave('over');
		});
		socket.on('game_not_found', () => this.#gone());
		socket.on('error', ({ code }: Refusal) => {
			if (code === 'wrong_game_id') this.#gone();
			else this.refused = { code, number: (this.refused?.number ?? 0) + 1 };
		});
	}

	#see(event: string, view: HostView): void {
		if (view.stale) {
			view = { ...view, stale: false };
			this.say('resync');
		}
		const wasOpen = this.view?.open ?? false;
		this.view = view;
		this.#watchTime(view);
		for (const listener of this.#listeners) listener(event, view);
		// The big screen goes on by itself from a question that has just closed to its answers.
		const index = this.role === 'screen' && wasOpen ? wantsResults(view, this.questions) : null;
		if (index !== null) this.say('get_question_results', { question_number: index });
	}

	/** The server says nothing when time is up: the page's own clock does. */
	#watchTime(view: HostView): void {
		clearTimeout(this.#clock);
		if (!view.open) return;
		this.#clock = setTimeout(
			() => {
				if (this.view?.open) this.#see(TIME_IS_UP, follow(this.view, TIME_IS_UP, undefined, performance.now()));
			},
			Math.max(0, view.ends + GRACE - performance.now())
		);
	}

	#gone(): void {
		forgetSecret(this.pin);
		if (this.view) this.#leave('over');
		else this.#fail('game_not_found');
	}

	#fail(code: string): void {
		this.problem = code;
		this.#leave('failed');
	}

	#leave(stage: Stage): void {
		this.stage = stage;
		clearTimeout(this.#clock);
		this.connection?.close();
	}
}
