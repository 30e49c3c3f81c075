/**
 * A picture that somebody draws: what is on it, the tool in hand, and what can be undone.
 *
 *     const painting = new Painting({ key: `${room.instanceId}/drawing/1` });
 *     painting.pixels    // 64 hexadecimal digits
 */

import { kept, keep, forget } from '#lib/pixel/canvas/drafts.ts';
import { begun, changed, redone, undone, type History } from '#lib/pixel/canvas/history.ts';
import { EMPTY, INK, PAPER } from '#lib/pixel/canvas/palette.ts';
import {
	drawn,
	line,
	mirrored,
	painted,
	patch,
	pictureOf,
	pointOf,
	type Point,
	type Symmetry
} from '#lib/pixel/canvas/pixels.ts';

export type Tool = 'pencil' | 'fill' | 'pick' | 'eraser';

const SYMMETRIES: readonly Symmetry[] = ['off', 'sides', 'ends', 'both'];

interface Options {
	/** Under which the unfinished picture outlasts a reload of the page; without it, it does not. */
	key?: string;
	/** What is on it first, if nothing was kept. */
	pixels?: string;
}

export class Painting {
	/** A digit. */
	colour = $state(INK);
	tool = $state<Tool>('pencil');
	symmetry = $state<Symmetry>('off');
	/** The cell at which the keyboard is. */
	cursor = $state(0);

	#history = $state.raw<History>(begun(EMPTY));
	/** While a stroke is drawn: the picture so far, where it is, and in which colour. */
	#stroke = $state.raw<{ pixels: string; at: Point; digit: string } | null>(null);
	readonly #key: string | null;

	constructor({ key, pixels = EMPTY }: Options = {}) {
		this.#key = key ?? null;
		this.#history = begun(pictureOf((key !== undefined ? kept(key) : null) ?? pixels));
	}

	/** 64 hexadecimal digits, the stroke that is being drawn included. */
	get pixels(): string {
		return this.#stroke?.pixels ?? this.#history.now;
	}

	/** How many cells are not paper. */
	get drawn(): number {
		return drawn(this.pixels);
	}

	get canUndo(): boolean {
		return this.#history.past.length > 0;
	}

	get canRedo(): boolean {
		return this.#history.future.length > 0;
	}

	/** A stroke is being drawn. */
	get drawing(): boolean {
		return this.#stroke !== null;
	}

	/** Choose a colour. What erases or picks becomes a pencil. */
	take(digit: string): void {
		this.colour = digit;
		if (this.tool !== 'fill') this.tool = 'pencil';
	}

	/** The next kind of symmetry. */
	mirror(): void {
		this.symmetry = SYMMETRIES[(SYMMETRIES.indexOf(this.symmetry) + 1) % SYMMETRIES.length] ?? 'off';
	}

	/** Put the tool down on a cell; the other end of a pen erases, whatever the tool. */
	press(cell: number, tool: Tool = this.tool): void {
		this.lift();
		if (tool === 'pick') {
			this.take(this.pixels[cell] ?? this.colour);
		} else if (tool === 'fill') {
			this.#step(this.#filled(cell));
		} else {
			const at = pointOf(cell);
			this.#stroke = { pixels: this.#history.now, at, digit: tool === 'eraser' ? PAPER : this.colour };
			this.drag(at);
		}
	}

	/** Draw on to a point, and over all that lies between. */
	drag(to: Point): void {
		if (!this.#stroke) return;
		const { pixels: before, at, digit } = this.#stroke;
		const pixels = painted(before, mirrored(line(at, to), this.symmetry), digit);
		this.#stroke = { pixels, at: to, digit };
		if (pixels !== before) this.#keep(pixels);
	}

	/** Take the tool off: the stroke is one step. */
	lift(): void {
		const stroke = this.#stroke;
		this.#stroke = null;
		if (stroke) this.#step(stroke.pixels);
	}

	/** One cell, as a stroke of its own. */
	dot(cell: number): void {
		this.press(cell);
		this.lift();
	}

	/** From a cell to another, as a stroke of its own. */
	trail(from: number, to: number): void {
		this.press(from, this.tool === 'eraser' ? 'eraser' : 'pencil');
		this.drag(pointOf(to));
		this.lift();
	}

	/** One cell back to paper, whatever the tool. */
	erase(cell: number): void {
		this.lift();
		this.#step(painted(this.pixels, mirrored([cell], this.symmetry), PAPER));
	}

	undo(): void {
		this.lift();
		this.#put(undone(this.#history));
	}

	redo(): void {
		this.lift();
		this.#put(redone(this.#history));
	}

	/** All paper again; it can be undone. */
	clear(): void {
		this.lift();
		this.#step(EMPTY);
	}

	/** Another picture in its place, from which a new history begins. */
	load(pixels: string): void {
		this.#stroke = null;
		this.#put(begun(pictureOf(pixels)));
	}

	/** The picture is finished or given up: nothing comes back after a reload. */
	forget(): void {
		if (this.#key !== null) forget(this.#key);
	}

	/** Each mirror image of the cell fills what is around it. */
	#filled(cell: number): string {
		const before = this.pixels;
		return mirrored([cell], this.symmetry).reduce(
			(pixels, start) => painted(pixels, patch(before, start), this.colour),
			before
		);
	}

	#step(pixels: string): void {
		this.#put(changed(this.#history, pixels));
	}

	#put(history: History): void {
		if (history.now !== this.#history.now) this.#keep(history.now);
		this.#history = history;
	}

	#keep(pixels: string): void {
		if (this.#key !== null) keep(this.#key, pixels);
	}
}
