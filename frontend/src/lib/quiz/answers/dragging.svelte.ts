/** Dragging a row of a list up and down with a pointer. The list stays in order; the row follows the finger. */

export class Dragging {
	/** The place of the row that is held. */
	held = $state<number | null>(null);
	/** How far the row is from its place, in pixels. */
	offset = $state(0);

	#from = 0;
	readonly #rows: () => HTMLElement[];
	readonly #move: (from: number, to: number) => void;
	readonly #follow = (event: PointerEvent) => this.#moved(event.clientY);
	readonly #stop = () => this.stop();

	/**
	 * @param rows the rows in their order
	 * @param move puts a row in another place
	 */
	constructor(rows: () => HTMLElement[], move: (from: number, to: number) => void) {
		this.#rows = rows;
		this.#move = move;
	}

	/** A finger takes hold of the row at a place. */
	start(event: PointerEvent, place: number): void {
		if (event.button !== 0 || this.held !== null) return;
		this.held = place;
		this.offset = 0;
		this.#from = event.clientY;
		// On the window: the row itself moves about in the page, which would end a capture.
		window.addEventListener('pointermove', this.#follow);
		window.addEventListener('pointerup', this.#stop);
		window.addEventListener('pointercancel', this.#stop);
	}

	/** It lets go. */
	stop(): void {
		this.held = null;
		this.offset = 0;
		window.removeEventListener('pointermove', this.#follow);
		window.removeEventListener('pointerup', this.#stop);
		window.removeEventListener('pointercancel', this.#stop);
	}

	/** It moves. A row gives way when half of it is passed. */
	#moved(y: number): void {
		if (this.held === null) return;
		const rows = this.#rows();
		const by = y > this.#from ? 1 : -1;
		const row = rows[this.held];
		const other = rows[this.held + by];
		if (row && other) {
			const top = other.offsetTop - row.offsetTop;
			const way = by < 0 ? -top : top + other.offsetHeight - row.offsetHeight;
			if (Math.abs(y - this.#from) > way / 2) {
				this.#move(this.held, this.held + by);
				this.held += by;
				this.#from += by * way;
			}
		}
		this.offset = y - this.#from;
	}
}
