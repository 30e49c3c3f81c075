/** Putting the rows of a list in another order with a pointer. The row follows the finger, the others make room. */

interface Place {
	top: number;
	height: number;
}

/** So near to the edge of what scrolls, in pixels, the list scrolls by itself. */
const EDGE = 56;
const STEP = 12;

export class Sorting {
	/** Place of the row that is held; null if none is. */
	held = $state<number | null>(null);
	/** Where it would come to lie. */
	to = $state(0);
	/** How far it is from its place, in pixels. */
	offset = $state(0);

	#places: Place[] = [];
	#from = 0;
	#y = 0;
	#scroller: Element | null = null;
	#scrolled = 0;
	#frame = 0;

	readonly #rows: () => HTMLElement[];
	readonly #move: (from: number, to: number) => void;
	readonly #follow = (event: PointerEvent) => {
		this.#y = event.clientY;
		this.#look();
	};
	readonly #release = () => this.#end(true);
	readonly #cancel = () => this.#end(false);
	readonly #key = (event: KeyboardEvent) => {
		if (event.key !== 'Escape') return;
		event.stopPropagation();
		this.#end(false);
	};

	/**
	 * @param rows the rows in their order, with one parent
	 * @param move puts a row at another place, once, when it is let go
	 */
	constructor(rows: () => HTMLElement[], move: (from: number, to: number) => void) {
		this.#rows = rows;
		this.#move = move;
	}

	/** A finger takes hold of a row. */
	start(event: PointerEvent, index: number): void {
		if (event.button !== 0 || this.held !== null) return;
		const rows = this.#rows();
		this.#places = rows.map((row) => ({ top: row.offsetTop, height: row.offsetHeight }));
		this.#from = this.#y = event.clientY;
		this.#scroller = scrollerOf(rows[index] ?? null);
		this.#scrolled = this.#scroller?.scrollTop ?? 0;
		this.held = this.to = index;
		this.offset = 0;
		window.addEventListener('pointermove', this.#follow);
		window.addEventListener('pointerup', this.#release);
		window.addEventListener('pointercancel', this.#cancel);
		window.addEventListener('keydown', this.#key, true);
		this.#frame = requestAnimationFrame(this.#scroll);
	}

	/** How far a row is moved now, for `translateY`. */
	shift(index: number): number {
		if (this.held === null) return 0;
		if (index === this.held) return this.offset;
		const height = this.#way();
		if (index > this.held && index <= this.to) return -height;
		if (index < this.held && index >= this.to) return height;
		return 0;
	}

	/** From one row to the next, in pixels, the gap included. */
	#way(): number {
		const held = this.held ?? 0;
		const [here, next, before] = [this.#places[held], this.#places[held + 1], this.#places[held - 1]];
		if (!here) return 0;
		if (next) return next.top - here.top;
		return before ? here.height + (here.top - before.top - before.height) : here.height;
	}

	#look(): void {
		const place = this.held === null ? undefined : this.#places[this.held];
		if (!place || this.held === null) return;
		this.offset = this.#y - this.#from + (this.#scroller?.scrollTop ?? 0) - this.#scrolled;
		const middle = place.top + place.height / 2 + this.offset;
		let to = 0;
		this.#places.forEach(({ top, height }, index) => {
			if (index !== this.held && top + height / 2 < middle) to += 1;
		});
		this.to = to;
	}

	readonly #scroll = (): void => {
		const box = this.#scroller;
		if (box) {
			const edges = box === document.scrollingElement ? { top: 0, bottom: innerHeight } : box.getBoundingClientRect();
			if (this.#y < edges.top + EDGE) box.scrollTop -= STEP;
			else if (this.#y > edges.bottom - EDGE) box.scrollTop += STEP;
			this.#look();
		}
		this.#frame = requestAnimationFrame(this.#scroll);
	};

	#end(done: boolean): void {
		const [from, to] = [this.held, this.to];
		cancelAnimationFrame(this.#frame);
		window.removeEventListener('pointermove', this.#follow);
		window.removeEventListener('pointerup', this.#release);
		window.removeEventListener('pointercancel', this.#cancel);
		window.removeEventListener('keydown', this.#key, true);
		this.held = null;
		this.offset = 0;
		if (done && from !== null && from !== to) this.#move(from, to);
	}
}

function scrollerOf(element: HTMLElement | null): Element | null {
	for (let box = element?.parentElement ?? null; box && box !== document.body; box = box.parentElement) {
		const { overflowY } = getComputedStyle(box);
		if ((overflowY === 'auto' || overflowY === 'scroll') && box.scrollHeight > box.clientHeight) return box;
	}
	return document.scrollingElement;
}
