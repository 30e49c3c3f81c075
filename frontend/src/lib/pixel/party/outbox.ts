/** What a player has said and the server has not answered yet: it is said again until it is. */

/** One thing said. */
export interface Said {
	event: string;
	payload: unknown;
	/** One of these events answers it. */
	until: readonly string[];
	/** The moment of the game that it belongs to. */
	moment: string;
}

/** To be said again after so many ms. */
export interface Again {
	after: number;
}

/** How long to wait after each refusal that is not for good, in ms; the server's own word comes first. */
const AGAIN: Record<string, number> = { RATE_LIMITED: 1_000, TOO_FAST: 1_000 };

export class Outbox {
	#said: Said[] = [];

	/** Keep something until it is answered; what was said with the same event before is replaced. */
	keep(said: Said): void {
		this.#said = [...this.#said.filter(({ event }) => event !== said.event), said];
	}

	/** What is to be said (again) at this moment of the game; what belongs to another moment is forgotten. */
	due(moment: string): readonly Said[] {
		this.#said = this.#said.filter((said) => said.moment === moment);
		return this.#said;
	}

	/** The server said something that may be an answer. */
	heard(event: string): void {
		this.#said = this.#said.filter(({ until }) => !until.includes(event));
	}

	/** The server refused something. Whether to say it again, and when; null: it is forgotten. */
	refused(code: string, retryAfter?: number): Again | null {
		if (this.#said.length === 0) return null;
		if (code in AGAIN) return { after: (retryAfter ?? AGAIN[code] ?? 0) + 50 };
		this.#said = [];
		return null;
	}

	clear(): void {
		this.#said = [];
	}

	/** Whether something said with this event waits for its answer. */
	has(event: string): boolean {
		return this.#said.some((said) => said.event === event);
	}
}
