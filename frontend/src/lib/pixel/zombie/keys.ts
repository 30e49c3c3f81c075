/** The keys with which somebody walks, as long as they are held. */

import { type Direction, directionOf } from '#lib/pixel/zombie/steps.ts';

type Way = 'up' | 'down' | 'left' | 'right';

/** The keys by their place on the keyboard, so that W A S D are where they are on every layout. */
const KEYS: Record<string, Way> = {
	ArrowUp: 'up',
	ArrowDown: 'down',
	ArrowLeft: 'left',
	ArrowRight: 'right',
	KeyW: 'up',
	KeyS: 'down',
	KeyA: 'left',
	KeyD: 'right'
};

/** Whether a key is for something else: somebody writes or chooses, or the browser is meant. */
function isTaken({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
	const on = target as HTMLElement;
	const writes = /^(INPUT|SELECT|TEXTAREA)$/.test(on.tagName) || on.closest('[role="dialog"]') !== null;
	return writes || ctrlKey || altKey || metaKey;
}

export class HeldKeys {
	readonly #hold: (direction: Direction | null) => void;
	readonly #held = { up: false, down: false, left: false, right: false };

	/** @param hold goes on in a direction until the next call */
	constructor(hold: (direction: Direction | null) => void) {
		this.#hold = hold;
	}

	readonly down = (event: KeyboardEvent) => {
		if (!(event.code in KEYS) || isTaken(event)) return;
		event.preventDefault();
		this.#turn(event.code, true);
	};

	readonly up = (event: KeyboardEvent) => this.#turn(event.code, false);

	/** Nothing is held any more; whoever walks has to be stopped. */
	letGo(): void {
		const held = this.#held;
		held.up = held.down = held.left = held.right = false;
	}

	#turn(code: string, isDown: boolean): void {
		const way = KEYS[code];
		if (!way || this.#held[way] === isDown) return;
		this.#held[way] = isDown;
		this.#hold(directionOf(this.#held));
	}
}
