/** A stick that appears where the thumb lands: eight directions, and a short tap is one step to where it points. */

import { type Direction, directionTo } from '#lib/pixel/zombie/steps.ts';

/** CSS pixels: what is not yet a push, and how far the stick goes before its middle follows the thumb. */
const DEAD = 12;
export const REACH = 46;

/** A tap lasts so many ms at most. */
const TAP = 250;

export class Stick {
	/** Where its middle is, in CSS pixels of its surface; null while nobody touches. */
	base = $state.raw<{ x: number; y: number } | null>(null);
	/** Where the thumb is, seen from the middle. */
	thumb = $state.raw({ x: 0, y: 0 });

	readonly #hold: (direction: Direction | null) => void;
	readonly #tapped: (x: number, y: number) => void;
	#pointer = -1;
	#since = 0;
	#pushed = false;

	/**
	 * @param hold goes on in a direction until the next call
	 * @param tapped somebody touched a place shortly, in CSS pixels of the surface
	 */
	constructor(hold: (direction: Direction | null) => void, tapped: (x: number, y: number) => void) {
		this.#hold = hold;
		this.#tapped = tapped;
	}

	readonly down = (event: PointerEvent) => {
		// The second finger, and other buttons of a mouse, do nothing.
		if (this.#pointer !== -1 || event.button !== 0) return;
		const surface = event.currentTarget as HTMLElement;
		this.#pointer = event.pointerId;
		this.#since = event.timeStamp;
		this.#pushed = false;
		this.base = this.#placeOf(event, surface);
		this.thumb = { x: 0, y: 0 };
		surface.setPointerCapture(event.pointerId);
	};

	readonly move = (event: PointerEvent) => {
		if (event.pointerId !== this.#pointer || !this.base) return;
		const at = this.#placeOf(event, event.currentTarget as HTMLElement);
		const across = at.x - this.base.x;
		const down = at.y - this.base.y;
		const length = Math.hypot(across, down);
		if (length < DEAD) {
			this.thumb = { x: across, y: down };
			if (this.#pushed) this.#hold(null);
			return;
		}
		this.#pushed = true;
		const over = Math.max(0, 1 - REACH / length);
		if (over > 0) this.base = { x: this.base.x + across * over, y: this.base.y + down * over };
		this.thumb = { x: across * (1 - over), y: down * (1 - over) };
		this.#hold(directionTo(across, down));
	};

	readonly up = (event: PointerEvent) => {
		if (event.pointerId !== this.#pointer) return;
		const { base } = this;
		this.end();
		if (base && !this.#pushed && event.type === 'pointerup' && event.timeStamp - this.#since < TAP)
			this.#tapped(base.x, base.y);
	};

	/** Let go. */
	end(): void {
		this.#pointer = -1;
		this.base = null;
		this.#hold(null);
	}

	#placeOf(event: PointerEvent, surface: HTMLElement): { x: number; y: number } {
		const box = surface.getBoundingClientRect();
		return { x: event.clientX - box.left, y: event.clientY - box.top };
	}
}
