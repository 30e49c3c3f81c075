/** Which part of the arena a screen shows, and how large. All lengths are pixels of the screen itself, whole numbers. */

import { SIZE } from '#lib/pixel/zombie/steps.ts';

/** Cells smaller than this are not played on: a part of the arena is shown then. CSS pixels. */
const SMALLEST = 14;

/** So many cells fit the shorter side then; cells are not larger or smaller than this. CSS pixels. */
const CELLS = 13;
const LARGEST = 44;
const LEAST = 22;

/** So many cells away from the middle somebody may be until the picture follows, for who wants little to move. */
const CALM = 3;

export class Camera {
	width = 0;
	height = 0;
	/** Pixels of the screen in a CSS pixel. */
	ratio = 1;
	/** Of a cell. */
	cell = 1;
	/** The whole arena is on the screen. */
	isWhole = true;
	/** Where the upper left corner of the arena is. */
	left = 0;
	top = 0;

	/** The middle of what is shown, in cells; NaN before somebody was looked at. */
	#x = NaN;
	#y = NaN;

	/** The screen has another size. `whole`: show the whole arena, however small. CSS pixels. */
	fit(width: number, height: number, ratio: number, whole: boolean): void {
		this.width = Math.round(width * ratio);
		this.height = Math.round(height * ratio);
		this.ratio = ratio;
		const shorter = Math.min(this.width, this.height);
		const cell = Math.max(1, Math.floor(shorter / SIZE));
		this.isWhole = whole || cell >= SMALLEST * ratio;
		const part = Math.min(LARGEST, Math.max(LEAST, shorter / ratio / CELLS));
		this.cell = this.isWhole ? cell : Math.round(part * ratio);
		this.#x = this.#y = NaN;
		this.look(SIZE / 2, SIZE / 2, false);
		this.#x = this.#y = NaN;
	}

	/** Follow somebody, whose middle is there, in cells. `calm`: move as little as possible. */
	look(x: number, y: number, calm: boolean): void {
		const free = calm ? CALM : 0;
		this.#x = Number.isNaN(this.#x) ? x : Math.min(Math.max(this.#x, x - free), x + free);
		this.#y = Number.isNaN(this.#y) ? y : Math.min(Math.max(this.#y, y - free), y + free);
		this.left = this.#origin(this.width, this.#x);
		this.top = this.#origin(this.height, this.#y);
	}

	/** In a screen that is larger than the arena, the arena is in the middle; else the screen is never outside. */
	#origin(length: number, at: number): number {
		const all = SIZE * this.cell;
		if (all <= length) return Math.floor((length - all) / 2);
		return Math.round(Math.min(0, Math.max(length - all, length / 2 - at * this.cell)));
	}
}
