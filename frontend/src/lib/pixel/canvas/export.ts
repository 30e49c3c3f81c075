/** Files to keep: one picture, all of them on a sheet, or one after the other. They look alike in every browser. */

import { COLOURS, DIGITS, PAPER } from '#lib/pixel/canvas/palette.ts';
import { pictureOf, SIDE } from '#lib/pixel/canvas/pixels.ts';

/** A picture, who drew it, and what it shows; either may be empty. */
export interface Shown {
	pixels: string;
	name: string;
	shows: string;
}

/** Of a picture in a file of its own and of an animation: pixels for a cell. */
const CELL = 64;
/** How long each picture of an animation is seen, in ms. */
const DURATION = 1_200;
/** Old phones cannot make larger pictures: pixels on either side. */
const MOST = 4_096;
/** So long may the page stand still while something is made, in ms. */
const BREATH = 12;

/** The browser did not make the file. */
export class NotMade extends Error {}

/** A picture as PNG, 512 pixels wide unless said otherwise. */
export function png(pixels: string, cell = CELL): Promise<Blob> {
	const [canvas, ink] = blank(SIDE * cell, SIDE * cell);
	draw(ink, pixels, 0, 0, cell);
	return file(canvas);
}

/** All pictures beside and below each other as one PNG, under a title, each with its name and what it shows. */
export function sheet(pictures: readonly Shown[], title: string, family: string): Promise<Blob> {
	const columns = Math.max(1, Math.ceil(Math.sqrt(pictures.length)));
	const rows = Math.max(1, Math.ceil(pictures.length / columns));
	// A cell, with the air and the words that come with it, so that everything fits.
	const lines = (shown: (one: Shown) => string): number => Number(pictures.some((one) => shown(one) !== ''));
	const words = 1.25 * (lines(({ name }) => name) + lines(({ shows }) => shows));
	const head = title ? 3 : 0;
	const [wide, high] = [SIDE + 1, SIDE + 1 + words];
	const cell = Math.max(2, Math.floor(Math.min(32, MOST / (columns * wide + 1), MOST / (head + rows * high + 1))));
	const [canvas, ink] = blank(Math.ceil((columns * wide + 1) * cell), Math.ceil((head + rows * high + 1) * cell));

	const write = (text: string, x: number, y: number, width: number, size: number, weight: number): void => {
		ink.font = `${weight} ${size}px ${family}`;
		ink.fillText(shortened(ink, text, width), x, y);
	};
	ink.fillStyle = COLOURS[0]?.hex ?? '';
	ink.textBaseline = 'top';
	if (title) write(title, cell, 0.9 * cell, canvas.width - 2 * cell, 1.6 * cell, 700);
	pictures.forEach(({ pixels, name, shows }, index) => {
		const left = ((index % columns) * wide + 1) * cell;
		const top = (head + Math.floor(index / columns) * high + 1) * cell;
		// White pictures, too, have an edge on white.
		ink.fillStyle = COLOURS[14]?.hex ?? '';
		ink.fillRect(left - 1, top - 1, SIDE * cell + 2, SIDE * cell + 2);
		draw(ink, pixels, left, top, cell);
		ink.fillStyle = COLOURS[0]?.hex ?? '';
		let below = top + (SIDE + 0.4) * cell;
		for (const [text, weight] of [
			[name, 600],
			[shows, 400]
		] as const) {
			if (!text) continue;
			write(text, left, below, SIDE * cell, 0.95 * cell, weight);
			below += 1.25 * cell;
		}
	});
	return file(canvas);
}

/**
 * All pictures one after the other as an animated GIF, again and again.
 *
 * @param progress hears how much is made, 0 to 1
 */
export async function animation(pictures: readonly Shown[], progress: (part: number) => void): Promise<Blob> {
	// Who saves no animation does not load what makes them.
	const { ENDING, frame, opening } = await import('#lib/pixel/canvas/gif.ts');
	const parts = [opening(CELL)];
	let since = performance.now();
	for (const [index, { pixels }] of pictures.entries()) {
		parts.push(...frame(pixels, CELL, DURATION));
		if (performance.now() - since < BREATH) continue;
		progress((index + 1) / pictures.length);
		await new Promise((resolve) => setTimeout(resolve));
		since = performance.now();
	}
	parts.push(ENDING);
	return new Blob(parts as BlobPart[], { type: 'image/gif' });
}

/** A name for a file out of words: `a green cat` becomes `a-green-cat`. */
export function fileNameOf(words: string, kind: 'png' | 'gif'): string {
	const plain = words
		.normalize('NFC')
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return `${[...plain].slice(0, 48).join('').replace(/-+$/, '') || 'rumpus'}.${kind}`;
}

function draw(ink: CanvasRenderingContext2D, pixels: string, left: number, top: number, cell: number): void {
	[...pictureOf(pixels)].forEach((digit, at) => {
		ink.fillStyle = COLOURS[DIGITS.indexOf(digit)]?.hex ?? '';
		ink.fillRect(left + (at % SIDE) * cell, top + Math.floor(at / SIDE) * cell, cell, cell);
	});
}

/** A white sheet. */
function blank(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const ink = canvas.getContext('2d');
	if (!ink) throw new NotMade();
	ink.fillStyle = COLOURS[DIGITS.indexOf(PAPER)]?.hex ?? '';
	ink.fillRect(0, 0, width, height);
	return [canvas, ink];
}

function file(canvas: HTMLCanvasElement): Promise<Blob> {
	return new Promise((resolve, reject) => {
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NotMade())), 'image/png');
	});
}

/** As much of a text as is no wider than so many pixels. */
function shortened(ink: CanvasRenderingContext2D, text: string, width: number): string {
	if (ink.measureText(text).width <= width) return text;
	const letters = [...text];
	while (letters.length > 0 && ink.measureText(`${letters.join('')}…`).width > width) letters.pop();
	return `${letters.join('')}…`;
}
