/** Answers on their way: each is kept, beyond a reload too, until the server has said what became of it. */

import type { Given } from '#lib/quiz/answers/contract.ts';
import { storage } from '#lib/storage.ts';

export interface Entry extends Given {
	question_index: number;
	/** Milliseconds from showing the question to the finger, by the phone's clock. */
	tapped_after: number;
}

/** At most so many wait: one question is open at a time. */
const MOST = 3;

export class Outbox {
	readonly #name: string;
	#kept: { entry: Entry; sent: boolean }[];

	/** @param pin of the game; each has its own outbox */
	constructor(pin: string) {
		this.#name = `answers.${pin}`;
		this.#kept = this.#read().map((entry) => ({ entry, sent: false }));
	}

	/** Whether something waits for the server's word; for one question, or at all. */
	waits(index?: number): boolean {
		return this.#kept.some(({ entry }) => index === undefined || entry.question_index === index);
	}

	/** Keep an answer. One to the same question stays as it is: the first counts. */
	put(entry: Entry): void {
		if (this.waits(entry.question_index)) return;
		this.#kept = [...this.#kept, { entry, sent: false }].slice(-MOST);
		this.#write();
	}

	/** What has to be sent now; it then counts as sent. */
	due(): Entry[] {
		const due = this.#kept.filter((one) => !one.sent);
		for (const one of due) one.sent = true;
		return due.map((one) => one.entry);
	}

	/** The connection is gone, and with it perhaps what was sent: all is due again. */
	lost(): void {
		for (const one of this.#kept) one.sent = false;
	}

	/**
	 * The server has said what became of an answer. Its words come in the order of sending and name no question.
	 *
	 * @param current the question on show: words about it may come by themselves, after a return
	 * @returns the answer that is meant, no longer kept
	 */
	settle(current: number): Entry | null {
		const meant =
			this.#kept.find((one) => one.sent) ?? this.#kept.find(({ entry }) => entry.question_index === current);
		if (!meant) return null;
		this.#kept = this.#kept.filter((one) => one !== meant);
		this.#write();
		return meant.entry;
	}

	/** The server shows that it has the answer to this question. */
	settled(index: number): void {
		this.#kept = this.#kept.filter(({ entry }) => entry.question_index !== index);
		this.#write();
	}

	/** Nothing of this game is wanted any more. */
	clear(): void {
		this.#kept = [];
		this.#write();
	}

	#read(): Entry[] {
		try {
			const kept: unknown = JSON.parse(storage.get(this.#name) ?? '[]');
			return Array.isArray(kept) ? (kept as Entry[]) : [];
		} catch {
			return [];
		}
	}

	#write(): void {
		const entries = this.#kept.map((one) => one.entry);
		storage.set(this.#name, entries.length > 0 ? JSON.stringify(entries) : null);
	}
}
