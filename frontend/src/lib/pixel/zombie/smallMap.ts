/** The whole arena in a corner of a screen that shows a part of it: drawn with each tick, copied in each frame. */

import type { Arena } from '#lib/pixel/zombie/arena.ts';
import type { Camera } from '#lib/pixel/zombie/camera.ts';
import { SIZE } from '#lib/pixel/zombie/steps.ts';

/** CSS pixels of a cell, and from the edges. */
const CELL = 3;
const EDGE = 8;

type Colours = Record<'map' | 'map-survivor' | 'map-zombie' | 'mine', string>;

export class SmallMap {
	readonly #image = document.createElement('canvas');
	readonly #to = this.#image.getContext('2d', { alpha: false });
	/** The state of the arena that it shows. */
	#of: unknown = null;
	#isLeft = false;

	/** Draw it anew in the next frame: there are other colours, or cells have another size. */
	forget(): void {
		this.#of = null;
	}

	/** One frame. `focus`: who is marked, and made way for; -1: nobody. */
	draw(screen: CanvasRenderingContext2D, camera: Camera, arena: Arena, focus: number, colours: Colours): void {
		const { width, ratio, cell, left, top, height } = camera;
		const unit = Math.max(2, Math.round(CELL * ratio));
		const side = unit * SIZE;
		if (this.#of !== arena.state) {
			this.#of = arena.state;
			this.#redraw(arena, focus, unit, colours);
		}
		const edge = Math.round(EDGE * ratio);
		if (focus >= 0 && top + ((arena.y[focus] as number) - 2) * cell < side + edge) {
			const at = left + ((arena.x[focus] as number) + 0.5) * cell;
			if (at > width - side - edge - cell) this.#isLeft = true;
			else if (at < side + edge + cell) this.#isLeft = false;
		}
		const x = this.#isLeft ? edge : width - side - edge;
		screen.drawImage(this.#image, x, edge);
		// What of it is on the screen.
		screen.strokeStyle = colours.mine;
		screen.lineWidth = Math.max(1, Math.round(ratio));
		screen.strokeRect(
			Math.round(x + Math.max(0, (-left / cell) * unit)) + 0.5,
			Math.round(edge + Math.max(0, (-top / cell) * unit)) + 0.5,
			Math.round(Math.min(side, (width / cell) * unit)) - 1,
			Math.round(Math.min(side, (height / cell) * unit)) - 1
		);
	}

	#redraw(arena: Arena, focus: number, unit: number, colours: Colours): void {
		const side = unit * SIZE;
		if (this.#image.width !== side) this.#image.width = this.#image.height = side;
		const to = this.#to;
		if (!to) return;
		to.fillStyle = colours.map;
		to.fillRect(0, 0, side, side);
		// Survivors are dots, zombies larger squares.
		const small = Math.max(1, Math.round(unit * 0.6));
		to.fillStyle = colours['map-survivor'];
		for (let i = 0; i < arena.count; i++)
			if (arena.isZombie[i] === 0)
				to.fillRect((arena.cellX[i] as number) * unit, (arena.cellY[i] as number) * unit, small, small);
		to.fillStyle = colours['map-zombie'];
		for (let i = 0; i < arena.count; i++)
			if (arena.isZombie[i] === 1)
				to.fillRect((arena.cellX[i] as number) * unit - 1, (arena.cellY[i] as number) * unit - 1, unit + 1, unit + 1);
		if (focus < 0) return;
		to.fillStyle = colours.mine;
		to.fillRect(
			(arena.cellX[focus] as number) * unit - unit / 2,
			(arena.cellY[focus] as number) * unit - unit / 2,
			unit * 2,
			unit * 2
		);
	}
}
