/** The line from a window to the pixel games: one connection after the other, and the clock at the other end. */

import type { PixelClientEvents, PixelServerEvents, PixelServerPayloads } from '#lib/protocol/pixel.generated.ts';
import { Connection } from '#lib/wire/connection.svelte.ts';

type Pixel = Connection<PixelServerEvents, PixelClientEvents>;

/** Who is told what happens on the line. */
export interface Ends {
	/** There is a new connection. `recovered`: it goes on where the last one broke, and the missed messages came. */
	connected: (recovered: boolean) => void;
	/** The server said something. */
	heard: (event: string, told: unknown) => void;
}

interface Listener {
	event: string;
	heard: (told: never) => void;
}

/** How long to wait until a server that lets nobody in is asked again, in ms. */
const SHUT = 10_000;

export class Line {
	/** Why the server lets nobody in at the moment: a code of its door. */
	shut = $state<string | null>(null);

	connection = $state.raw<Pixel>() as Pixel;

	readonly #ends: Ends;
	readonly #auth: Record<string, unknown>;
	/** Epoch ms of the server minus those of this machine; null until the server said what time it is. */
	#offset: number | null = null;
	#listeners: Listener[] = [];
	#knocking: ReturnType<typeof setTimeout> | undefined;

	/** @param browserId stops the same window from sitting in a game twice */
	constructor(browserId: string, ends: Ends) {
		this.#auth = { browserId, zombie: 'delta' };
		this.#ends = ends;
		this.open();
	}

	get isOpen(): boolean {
		return this.connection.socket.connected;
	}

	/** Milliseconds since 1970 by the server's clock. */
	now(): number {
		return Date.now() + (this.#offset ?? 0);
	}

	/** Make a connection, in the place of one that was closed. */
	open(): void {
		this.connection = new Connection('/pixel', this.#auth, (answered) => this.#socket.emit('ping', answered));
		const socket = this.#socket;
		socket.on('connect', () => {
			this.shut = null;
			this.#setClock();
			this.#ends.connected(socket.recovered);
		});
		socket.on('connect_error', (error: { message: string }) => this.#refused(error.message));
		socket.on('connected', ({ serverTime }: PixelServerPayloads['connected']) => {
			this.#offset ??= serverTime - Date.now();
		});
		for (const { event, heard } of this.#listeners) socket.on(event, heard);
		socket.onAny((event, told) => this.#ends.heard(event, told));
	}

	/** End it, until it is opened again. */
	close(): void {
		clearTimeout(this.#knocking);
		this.connection.close();
	}

	/** Say something now; it is lost if there is no connection. */
	send(event: string, payload?: unknown): void {
		if (!this.isOpen) return;
		if (payload === undefined) this.#socket.emit(event);
		else this.#socket.emit(event, payload);
	}

	/** Hear an event as it comes, over new connections too; returns what ends it. */
	listen(event: string, heard: (told: never) => void): () => void {
		const listener = { event, heard };
		this.#listeners.push(listener);
		this.#socket.on(event, heard);
		return () => {
			this.#listeners = this.#listeners.filter((other) => other !== listener);
			this.#socket.off(event, heard);
		};
	}

	/** The socket, for events by name. */
	get #socket() {
		return this.connection.socket as unknown as {
			on: (event: string, heard: (told: never) => void) => void;
			off: (event: string, heard: (told: never) => void) => void;
			onAny: (heard: (event: string, told: unknown) => void) => void;
			connect: () => void;
			recovered: boolean;
			emit: (event: string, ...args: unknown[]) => void;
		};
	}

	/** The door of the server is shut: its codes are words in capitals. It is asked again. */
	#refused(code: string): void {
		if (!/^[A-Z_]+$/.test(code)) return;
		this.shut = code;
		this.#knocking = setTimeout(() => this.#socket.connect(), SHUT);
	}

	/** The clock of the server, halfway between asking and being told. */
	#setClock(): void {
		const asked = Date.now();
		this.#socket.emit('ping', (there: unknown) => {
			if (typeof there === 'number') this.#offset = there - (asked + Date.now()) / 2;
		});
	}
}
