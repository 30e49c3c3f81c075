/**
 * Who this window is to the server. Each window is a player of its own: what it knows lasts over reloads of the window
 * (sessionStorage). A window that was closed by mistake, or by a phone that needed the memory, is followed by the next
 * one that opens within a minute.
 */

import { storage } from '#lib/storage.ts';

/** For how long a closed window can be followed by another one, in milliseconds. */
const FOLLOWED = 60_000;

const NAME = 'pixel.name';
const LEFT = 'pixel.left';
const OWN = 'rumpus.pixel.window';

export interface Identity {
	/** Stops the same window from sitting in a game twice. */
	browserId: string;
	/** By which the server knows the seat; null before the first connection. */
	sessionId: string | null;
	/** Whether that session had a seat when the window was last heard of. */
	seated: boolean;
}

function random(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function read(text: string | null): Identity | null {
	try {
		const found = JSON.parse(text ?? 'null') as Partial<Identity> | null;
		if (typeof found?.browserId !== 'string') return null;
		return { browserId: found.browserId, sessionId: found.sessionId ?? null, seated: found.seated === true };
	} catch {
		return null;
	}
}

function ofWindow(): Identity | null {
	try {
		return read(sessionStorage.getItem(OWN));
	} catch {
		return null;
	}
}

/** The identity of a window that has just been closed, if there is one; it is given once. */
function ofClosed(): Identity | null {
	const text = storage.get(LEFT);
	storage.set(LEFT, null);
	try {
		const { at } = JSON.parse(text ?? '{}') as { at?: number };
		const since = Date.now() - (at ?? 0);
		return since >= 0 && since < FOLLOWED ? read(text) : null;
	} catch {
		return null;
	}
}

/** Where the identity of this window is kept. */
export class IdentityKeeper {
	now: Identity;
	readonly #onTaken: () => void;
	readonly #page = random();

	/** @param onTaken another window goes on with this identity: it was made from this one */
	constructor(onTaken: () => void) {
		this.#onTaken = onTaken;
		const own = ofWindow();
		if (own) storage.set(LEFT, null);
		this.now = own ?? ofClosed() ?? { browserId: random(), sessionId: null, seated: false };
		this.keep({});
		this.claim();
		window.addEventListener('storage', this.#heard);
		window.addEventListener('pagehide', this.#leave);
		window.addEventListener('pageshow', this.#shown);
	}

	/** Remember something else about this window. */
	keep(change: Partial<Identity>): void {
		this.now = { ...this.now, ...change };
		try {
			sessionStorage.setItem(OWN, JSON.stringify(this.now));
		} catch {
			// It lasts as long as the page.
		}
	}

	/** This page is the one that plays with this identity: another one hears it and stops. Nothing of it stays. */
	claim(): void {
		const name = `pixel.held.${this.now.browserId}`;
		storage.set(name, this.#page);
		storage.set(name, null);
	}

	close(): void {
		window.removeEventListener('storage', this.#heard);
		window.removeEventListener('pagehide', this.#leave);
		window.removeEventListener('pageshow', this.#shown);
	}

	readonly #heard = ({ key, newValue }: StorageEvent) => {
		if (key === `rumpus.pixel.held.${this.now.browserId}` && newValue !== null && newValue !== this.#page)
			this.#onTaken();
	};

	readonly #leave = () => {
		if (this.now.seated) storage.set(LEFT, JSON.stringify({ ...this.now, at: Date.now() }));
	};

	readonly #shown = ({ persisted }: PageTransitionEvent) => {
		if (persisted) this.claim();
	};
}

/** The name under which somebody last played in this browser. */
export const lastName = {
	get: () => storage.get(NAME),
	set: (name: string) => storage.set(NAME, name)
};
