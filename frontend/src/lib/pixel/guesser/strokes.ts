/** The artist's picture on its way to the others: not every change of a quick stroke, but always the last one. */

/** At most one picture in so many ms. */
export const EVERY = 50;

export class Strokes {
	readonly #send: (pixels: string) => void;
	#waiting: string | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(send: (pixels: string) => void) {
		this.#send = send;
	}

	/** The picture as it is now. */
	draw(pixels: string): void {
		if (this.#timer !== undefined) {
			this.#waiting = pixels;
			return;
		}
		this.#send(pixels);
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			const waiting = this.#waiting;
			this.#waiting = null;
			if (waiting !== null) this.draw(waiting);
		}, EVERY);
	}

	/** Nothing more is sent. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#waiting = null;
	}
}
