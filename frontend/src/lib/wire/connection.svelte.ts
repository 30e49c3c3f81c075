/** One socket to one namespace of this server: it comes back by itself and says how it is. Knows no game. */

import { io, type Socket } from 'socket.io-client';
import { at } from '#lib/address.ts';

type Events = Record<string, (...args: never[]) => void>;

/** Asks the server something and calls back when it has answered. */
type Ask = (answered: () => void) => void;

/** How long the server may take to answer who asks whether it is still there, in milliseconds. */
const PATIENCE = 2500;

/** `connecting` for the first time, `open`, `lost` (coming back by itself) or `closed` (by us, for good). */
export type State = 'connecting' | 'open' | 'lost' | 'closed';

export class Connection<Server extends object, Client extends object> {
	/** How it stands. */
	state = $state<State>('connecting');

	/** True when the last return brought the missed messages, so that nothing needs to be asked anew. */
	recovered = $state(false);

	readonly socket: Socket<Server & Events, Client & Events>;

	readonly #wake = () => this.#comeBack();
	readonly #ask: Ask | null;
	#asking: ReturnType<typeof setTimeout> | undefined;

	/**
	 * @param namespace `/quiz` or `/pixel`
	 * @param auth what CONNECT carries
	 * @param ask asks the server for a sign of life when a phone wakes up or changes its network: the old connection
	 * may look open for most of a minute then. Without it, only what is known to be closed comes back.
	 */
	constructor(namespace: `/${string}`, auth: Record<string, unknown> = {}, ask: Ask | null = null) {
		this.#ask = ask;
		this.socket = io(namespace, {
			path: at('/socket.io/'),
			auth,
			// Straight to WebSocket; where a school blocks it, polling is tried next.
			transports: ['websocket', 'polling'],
			tryAllTransports: true,
			// A class that lost the server comes back one by one.
			reconnectionDelay: 400,
			reconnectionDelayMax: 4000,
			randomizationFactor: 0.6,
			timeout: 8000
		});
		const socket = this.socket as Socket;
		socket.on('connect', () => {
			this.recovered = socket.recovered;
			this.state = 'open';
		});
		socket.on('disconnect', (reason) => {
			this.#answered();
			// The server said goodbye: whoever holds this connection knows why, or tries again.
			this.state = reason === 'io client disconnect' ? 'closed' : 'lost';
			if (reason === 'io server disconnect' && this.state === 'lost') this.#later();
		});
		socket.io.on('reconnect_attempt', () => {
			if (this.state !== 'closed') this.state = this.state === 'connecting' ? 'connecting' : 'lost';
		});
		document.addEventListener('visibilitychange', this.#wake);
		window.addEventListener('online', this.#wake);
		window.addEventListener('pageshow', this.#wake);
	}

	/** End it for good. */
	close(): void {
		document.removeEventListener('visibilitychange', this.#wake);
		window.removeEventListener('online', this.#wake);
		window.removeEventListener('pageshow', this.#wake);
		this.state = 'closed';
		this.#answered();
		this.socket.disconnect();
	}

	/** Is the server still there? If it does not answer in time, a new connection is made at once. */
	check(): void {
		if (!this.#ask || this.#asking !== undefined || !this.socket.connected) return;
		this.#asking = setTimeout(() => {
			this.#asking = undefined;
			(this.socket as Socket).io.engine.close();
		}, PATIENCE);
		this.#ask(() => this.#answered());
	}

	#answered(): void {
		clearTimeout(this.#asking);
		this.#asking = undefined;
	}

	/** A phone that wakes up does not wait for its next turn. */
	#comeBack(): void {
		if (document.visibilityState === 'hidden' || this.state === 'closed') return;
		if (this.socket.connected) this.check();
		else this.socket.connect();
	}

	#later(): void {
		setTimeout(() => this.#comeBack(), 500 + Math.random() * 1500);
	}
}
