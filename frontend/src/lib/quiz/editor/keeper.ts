/**
 * Saves a quiz while it is edited: soon after each change, one request at a time, over the version it was made from.
 * Knows no page and no server: both are given to it.
 *
 *     clean ──changed──▶ waiting ──soon──▶ saving ──saved──▶ clean (or waiting, if it changed meanwhile)
 *                                            ├─ no answer ──▶ offline ──after a while, or the network is back──▶ saving
 *                                            ├─ 412 ───────▶ conflict ──resolved──▶ saving or clean
 *                                            ├─ 401 ───────▶ signed_out ──try again──▶ saving
 *                                            ├─ 404 ───────▶ gone
 *                                            └─ 4xx ───────▶ refused ──changed──▶ waiting
 */

export type Phase = 'clean' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'signed_out' | 'gone' | 'refused';

/** What came of saving. `later`: it may work soon. */
export type Outcome =
	| { kind: 'saved'; version: number }
	| { kind: 'later'; seconds: number | null }
	| { kind: 'conflict'; current: number | null }
	| { kind: 'signed_out' }
	| { kind: 'gone' }
	| { kind: 'refused'; error: unknown };

export interface Ways<Document> {
	/** What should be saved now; null if there is nothing to save. */
	wanted: () => Document | null;
	/** Send it over this version; null for a quiz that the server has not seen. */
	send: (document: Document, version: number | null) => Promise<Outcome>;
	/** It is saved. */
	kept: (document: Document, version: number) => void;
	/** The phase changed. */
	told: (phase: Phase, error?: unknown) => void;
	/** As `setTimeout`; gives a way to stop it. */
	after: (milliseconds: number, then: () => void) => () => void;
	now: () => number;
}

/** Milliseconds without a change, after which it is saved. */
export const SOON = 800;
/** Milliseconds after the first change, after which it is saved although it still changes. */
export const AT_LAST = 5_000;
const RETRIES = [2_000, 4_000, 8_000, 15_000, 30_000];

export class Keeper<Document> {
	phase: Phase = 'clean';

	/** The version that the server has; null if it has none. */
	version: number | null;

	/** The version that somebody else made in between, while there is a conflict. */
	theirs: number | null = null;

	readonly #ways: Ways<Document>;
	#stop: (() => void) | null = null;
	#since: number | null = null;
	#again = false;
	#failures = 0;
	/** Answers to what was sent before the quiz was taken over from the server mean nothing. */
	#turn = 0;

	constructor(ways: Ways<Document>, version: number | null) {
		this.#ways = ways;
		this.version = version;
	}

	/** Something was changed. */
	changed(): void {
		if (this.phase === 'saving') this.#again = true;
		if (this.phase !== 'clean' && this.phase !== 'waiting' && this.phase !== 'refused') return;
		if (this.#ways.wanted() === null) {
			this.#halt();
			this.#since = null;
			this.#tell('clean');
			return;
		}
		this.#since ??= this.#ways.now();
		const left = Math.max(0, this.#since + AT_LAST - this.#ways.now());
		this.#in(Math.min(SOON, left));
		this.#tell('waiting');
	}

	/** Save at once what waits: the page goes away, or somebody asked for it. */
	hurry(): void {
		if (this.phase === 'waiting' || this.phase === 'offline' || this.phase === 'signed_out') void this.#save();
	}

	/** Save over what somebody else made in between. */
	insist(): void {
		if (this.phase !== 'conflict') return;
		if (this.theirs !== null) this.version = this.theirs;
		this.theirs = null;
		void this.#save();
	}

	/** What the server has was taken over: it is this version. */
	follow(version: number): void {
		this.#halt();
		this.#turn += 1;
		this.version = version;
		this.theirs = null;
		this.#since = null;
		this.#again = false;
		this.#tell('clean');
	}

	/** Save as a quiz of its own: the old one is gone, or somebody else's version stays. */
	anew(): void {
		this.version = null;
		this.theirs = null;
		void this.#save();
	}

	/** Stop for good. What waits is not sent. */
	end(): void {
		this.#halt();
		this.#turn += 1;
	}

	async #save(): Promise<void> {
		this.#halt();
		const document = this.#ways.wanted();
		if (document === null) {
			this.#since = null;
			this.#tell('clean');
			return;
		}
		this.#again = false;
		this.#tell('saving');
		const turn = this.#turn;
		const outcome = await this.#ways.send(document, this.version);
		if (turn === this.#turn) this.#came(outcome, document);
	}

	#came(outcome: Outcome, document: Document): void {
		if (outcome.kind !== 'later') this.#failures = 0;
		switch (outcome.kind) {
			case 'saved':
				this.version = outcome.version;
				this.#since = null;
				this.#ways.kept(document, outcome.version);
				this.#tell('clean');
				if (this.#again || this.#ways.wanted() !== null) this.changed();
				break;
			case 'later': {
				const pause = RETRIES[Math.min(this.#failures, RETRIES.length - 1)] ?? 30_000;
				this.#failures += 1;
				this.#in(outcome.seconds === null ? pause : Math.max(pause, outcome.seconds * 1_000));
				this.#tell('offline');
				break;
			}
			case 'conflict':
				this.theirs = outcome.current;
				this.#tell('conflict');
				break;
			case 'refused':
				this.#since = null;
				this.#tell('refused', outcome.error);
				if (this.#again) this.changed();
				break;
			default:
				this.#tell(outcome.kind);
		}
	}

	#in(milliseconds: number): void {
		this.#halt();
		this.#stop = this.#ways.after(milliseconds, () => void this.#save());
	}

	#halt(): void {
		this.#stop?.();
		this.#stop = null;
	}

	#tell(phase: Phase, error?: unknown): void {
		if (phase === this.phase && phase !== 'refused') return;
		this.phase = phase;
		this.#ways.told(phase, error);
	}
}
