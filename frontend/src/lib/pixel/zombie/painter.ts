/** Draws the arena on a canvas. For a frame, nothing is allocated and each body is one copy from the atlas. */

import type { Arena } from '#lib/pixel/zombie/arena.ts';
import { Camera } from '#lib/pixel/zombie/camera.ts';
import { SmallMap } from '#lib/pixel/zombie/smallMap.ts';
import { Atlas, type Ink, type Inks, INKS, pose, SPRITES } from '#lib/pixel/zombie/sprites.ts';
import { SIZE } from '#lib/pixel/zombie/steps.ts';
import type { Near } from '#lib/pixel/zombie/threats.ts';

/** Cells of a side of the piece of floor that is drawn at once. */
const TILE = 8;

/** For how many ms it shows that somebody's role changed. */
const TURNS = 700;

/** Of a cell: a square of a sprite, which is a little larger than its cell then. Where cells are tiny, more so. */
const SQUARE = 0.15;
const TINY = 16;

/** So many cells from one's own body the markers stand. */
const MARKS = 1.55;

/** What else has a colour, beside the inks of the sprites. */
const GROUNDS = [
	'floor',
	'floor-2',
	'wall',
	'around',
	'map',
	'map-survivor',
	'map-zombie',
	'mark-zombie',
	'mark-survivor'
] as const;

type Ground = (typeof GROUNDS)[number];

export interface View {
	/** Whom the picture follows and marks; -1: nobody, and the whole arena is shown. */
	focus: number;
	/** Whom the markers point at. */
	near: readonly Near[];
	/** Nothing moves that need not. */
	calm: boolean;
}

export class Painter {
	readonly camera = new Camera();
	readonly #canvas: HTMLCanvasElement;
	readonly #to: CanvasRenderingContext2D;
	#atlas: Atlas | null = null;
	#floor: HTMLCanvasElement | null = null;
	readonly #map = new SmallMap();
	#colours = {} as Record<Ground, string> & Inks;

	constructor(canvas: HTMLCanvasElement) {
		const to = canvas.getContext('2d', { alpha: false });
		if (!to) throw new Error('no canvas');
		this.#canvas = canvas;
		this.#to = to;
	}

	/** The colours are those of the canvas: its custom properties `--arena-…`. */
	recolour(): void {
		const style = getComputedStyle(this.#canvas);
		for (const name of [...GROUNDS, ...(Object.values(INKS) as Ink[])])
			this.#colours[name] = style.getPropertyValue(`--arena-${name}`).trim();
		this.#prepare();
	}

	/** The canvas has another size, in CSS pixels. */
	resize(width: number, height: number, ratio: number, whole: boolean): void {
		const { camera } = this;
		const { cell } = camera;
		camera.fit(width, height, ratio, whole);
		if (this.#canvas.width !== camera.width) this.#canvas.width = camera.width;
		if (this.#canvas.height !== camera.height) this.#canvas.height = camera.height;
		if (camera.cell !== cell || !this.#atlas) this.#prepare();
	}

	/** One frame. */
	draw(arena: Arena, now: number, { focus, near, calm }: View): void {
		const { camera } = this;
		const to = this.#to;
		const atlas = this.#atlas;
		if (!atlas) return;
		arena.sample(now);
		if (focus >= 0) camera.look((arena.x[focus] as number) + 0.5, (arena.y[focus] as number) + 0.5, calm);
		this.#drawFloor();
		for (const item of arena.items) this.#sprite(SPRITES[item.type], item.x, item.y);
		if (focus >= 0) this.#drawGround(arena, focus);
		for (let i = 0; i < arena.count; i++) if (arena.isZombie[i] === 0 && i !== focus) this.#drawBody(arena, i, false);
		for (let i = 0; i < arena.count; i++) if (arena.isZombie[i] === 1 && i !== focus) this.#drawBody(arena, i, false);
		if (focus >= 0) this.#drawBody(arena, focus, true);
		this.#drawTurns(arena, now, calm);
		if (focus >= 0) {
			this.#drawCaret(arena, focus);
			for (const one of near) this.#drawMark(arena, focus, one);
		}
		if (!camera.isWhole) this.#map.draw(to, camera, arena, focus, this.#colours);
		to.globalAlpha = 1;
	}

	/** Of the sprites. */
	#square(): number {
		const { cell } = this.camera;
		return Math.max(1, cell < TINY ? Math.round(cell * SQUARE) : Math.floor(cell * SQUARE));
	}

	// ---- made once

	#prepare(): void {
		const { cell } = this.camera;
		if (!this.#colours.floor || this.#canvas.width === 0) return;
		this.#atlas = new Atlas(this.#square(), this.#colours);
		const floor = (this.#floor = document.createElement('canvas'));
		floor.width = floor.height = TILE * cell;
		const to = floor.getContext('2d', { alpha: false });
		if (!to) return;
		for (let y = 0; y < TILE; y++) {
			for (let x = 0; x < TILE; x++) {
				to.fillStyle = (x + y) % 2 === 0 ? this.#colours.floor : this.#colours['floor-2'];
				to.fillRect(x * cell, y * cell, cell, cell);
			}
		}
		this.#map.forget();
	}

	// ---- of a frame

	#drawFloor(): void {
		const { width, height, left, top, cell } = this.camera;
		const to = this.#to;
		const all = SIZE * cell;
		const wall = Math.max(2, Math.round(cell / 8));
		// Nothing is painted twice: without a graphics card each square inch counts.
		to.fillStyle = this.#colours.around;
		if (left > 0) to.fillRect(0, 0, left, height);
		if (top > 0) to.fillRect(0, 0, width, top);
		if (left + all < width) to.fillRect(left + all, 0, width - left - all, height);
		if (top + all < height) to.fillRect(0, top + all, width, height - top - all);
		to.strokeStyle = this.#colours.wall;
		to.lineWidth = wall;
		to.strokeRect(left - wall / 2, top - wall / 2, all + wall, all + wall);
		if (!this.#floor) return;
		const side = TILE * cell;
		for (let y = 0; y < SIZE; y += TILE) {
			const down = top + y * cell;
			if (down >= height || down + side <= 0) continue;
			for (let x = 0; x < SIZE; x += TILE) {
				const across = left + x * cell;
				if (across < width && across + side > 0) to.drawImage(this.#floor, across, down);
			}
		}
	}

	/** A sprite in the middle of a place, in cells. */
	#sprite(index: number, x: number, y: number): void {
		const { left, top, cell, width, height } = this.camera;
		const atlas = this.#atlas as Atlas;
		const { side } = atlas;
		const across = Math.round(left + (x + 0.5) * cell - side / 2);
		const down = Math.round(top + (y + 0.5) * cell - side / 2);
		if (across >= width || down >= height || across + side <= 0 || down + side <= 0) return;
		this.#to.drawImage(atlas.image, index * side, 0, side, side, across, down, side, side);
	}

	#drawBody(arena: Arena, i: number, isMine: boolean): void {
		const x = arena.x[i] as number;
		const y = arena.y[i] as number;
		// Legs move with the way, two steps a cell, and stand still on a cell.
		const walks = (((x + y) * 2) & 1) === 1;
		const isZombie = arena.isZombie[i] === 1;
		if (isZombie && arena.state?.zombieSpeedBoostActive) this.#drawStreak(arena, i, x, y);
		this.#sprite(pose(i, isZombie, isMine, arena.facing[i] as number, walks), x, y);
		if (arena.heals[i] === 1) this.#sprite(SPRITES.badge, x + 0.42, y - 0.42);
	}

	/** Behind who is boosted. */
	#drawStreak(arena: Arena, i: number, x: number, y: number): void {
		const across = (arena.cellX[i] as number) - x;
		const down = (arena.cellY[i] as number) - y;
		if (across === 0 && down === 0) return;
		const { left, top, cell } = this.camera;
		const to = this.#to;
		const dot = Math.max(2, cell >> 2);
		to.fillStyle = this.#colours.boost;
		for (let step = 1; step <= 3; step++) {
			to.globalAlpha = 0.7 - step * 0.18;
			to.fillRect(
				Math.round(left + (x + 0.5 - Math.sign(across) * step * 0.4) * cell - dot / 2),
				Math.round(top + (y + 0.5 - Math.sign(down) * step * 0.4) * cell - dot / 2),
				dot,
				dot
			);
		}
		to.globalAlpha = 1;
	}

	/** The own cell is lit. */
	#drawGround(arena: Arena, i: number): void {
		const { left, top, cell } = this.camera;
		const to = this.#to;
		const over = Math.round(cell * 0.18);
		const x = Math.round(left + (arena.x[i] as number) * cell) - over;
		const y = Math.round(top + (arena.y[i] as number) * cell) - over;
		const side = cell + 2 * over;
		to.fillStyle = this.#colours.mine;
		to.globalAlpha = 0.35;
		to.fillRect(x, y, side, side);
		to.globalAlpha = 1;
		const line = Math.max(1, Math.round(cell / 12));
		const corner = Math.round(side / 3.5);
		for (let k = 0; k < 4; k++) {
			const atX = k % 2 === 0 ? x : x + side - corner;
			const atY = k < 2 ? y : y + side - corner;
			to.fillRect(atX, k < 2 ? y : y + side - line, corner, line);
			to.fillRect(k % 2 === 0 ? x : x + side - line, atY, line, corner);
		}
	}

	/** Above the own head, made of squares. */
	#drawCaret(arena: Arena, i: number): void {
		const { left, top, cell } = this.camera;
		const unit = this.#square();
		const x = Math.round(left + ((arena.x[i] as number) + 0.5) * cell);
		const y = Math.round(top + (arena.y[i] as number) * cell - unit * 5);
		const to = this.#to;
		to.fillStyle = this.#colours.outline;
		for (let row = 0; row < 5; row++) {
			const half = (4.5 - row) * unit;
			to.fillRect(Math.round(x - half), y + (row - 1) * unit, Math.round(half * 2), unit);
		}
		to.fillStyle = this.#colours.mine;
		for (let row = 0; row < 3; row++) {
			const half = (3 - row) * unit;
			to.fillRect(Math.round(x - half), y + row * unit, Math.round(half * 2), unit);
		}
	}

	/** Where a role has just changed: a square that widens, or only stands there. */
	#drawTurns(arena: Arena, now: number, calm: boolean): void {
		const { left, top, cell } = this.camera;
		const to = this.#to;
		for (let i = 0; i < arena.count; i++) {
			const since = now - (arena.turnedAt[i] as number);
			if (since > TURNS) continue;
			const share = Math.max(0, since / TURNS);
			const half = Math.round(cell * (calm ? 0.8 : 0.5 + share * 0.8));
			const x = Math.round(left + ((arena.x[i] as number) + 0.5) * cell);
			const y = Math.round(top + ((arena.y[i] as number) + 0.5) * cell);
			to.globalAlpha = calm ? 1 : 1 - share;
			to.strokeStyle = arena.isZombie[i] === 1 ? this.#colours['mark-zombie'] : this.#colours.healing;
			to.lineWidth = Math.max(2, Math.round(cell / 8));
			to.strokeRect(x - half, y - half, half * 2, half * 2);
		}
		to.globalAlpha = 1;
	}

	/** An arrow beside the own body: the nearer, the larger. Things are pointed at by squares that stand on a corner. */
	#drawMark(arena: Arena, focus: number, { across, down, steps, kind }: Near): void {
		if (steps < 2) return;
		const { left, top, cell } = this.camera;
		const to = this.#to;
		const length = Math.hypot(across, down);
		const toX = across / length;
		const toY = down / length;
		const isThing = kind === 'healing-touch' || kind === 'speed-boost';
		const size = cell * (isThing ? 0.26 : Math.max(0.24, 0.5 - steps * 0.02));
		const x = left + ((arena.x[focus] as number) + 0.5 + toX * MARKS) * cell;
		const y = top + ((arena.y[focus] as number) + 0.5 + toY * MARKS) * cell;
		to.beginPath();
		to.moveTo(x + toX * size, y + toY * size);
		to.lineTo(x - toY * size * 0.9, y + toX * size * 0.9);
		if (isThing) to.lineTo(x - toX * size, y - toY * size);
		to.lineTo(x + toY * size * 0.9, y - toX * size * 0.9);
		to.closePath();
		to.fillStyle = isThing
			? this.#colours[kind === 'speed-boost' ? 'boost' : 'healing']
			: this.#colours[kind === 'zombie' ? 'mark-zombie' : 'mark-survivor'];
		to.strokeStyle = this.#colours.outline;
		to.lineWidth = Math.max(1, Math.round(cell / 14));
		to.fill();
		to.stroke();
	}
}
