/**
 * Animated GIFs of pictures of 8 by 8: the sixteen colours are the palette, each picture is a frame.
 *
 * Ours since the format is small (GIF89a, with the compression of Lempel, Ziv and Welch) and the libraries for it
 * choose palettes for photographs, which nobody needs here.
 */

import { COLOURS, DIGITS } from '#lib/pixel/canvas/palette.ts';
import { pictureOf, SIDE } from '#lib/pixel/canvas/pixels.ts';

/** Colours are four bits wide. */
const DEPTH = 4;
const CLEAR = 1 << DEPTH;
const END = CLEAR + 1;
/** Codes have twelve bits at most. */
const CODES = 1 << 12;
const BLOCK = 255;

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const word = (number: number): number[] => [number & 255, (number >> 8) & 255];

/** What a file begins with. It is played again and again. `cell` is how many pixels wide a cell is. */
export function opening(cell: number): Uint8Array {
	const palette = COLOURS.flatMap(({ hex }) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));
	// One palette of sixteen colours for all frames, white behind them.
	const screen = [...word(SIDE * cell), ...word(SIDE * cell), 0x80 | ((DEPTH - 1) << 4) | (DEPTH - 1), 1, 0];
	const forever = [0x21, 0xff, 11, ...text('NETSCAPE2.0'), 3, 1, 0, 0, 0];
	return Uint8Array.from([...text('GIF89a'), ...screen, ...palette, ...forever]);
}

/** A picture that is shown for a while, in ms. */
export function frame(pixels: string, cell: number, duration: number): Uint8Array[] {
	const control = [0x21, 0xf9, 4, 4, ...word(Math.round(duration / 10)), 0, 0];
	const place = [0x2c, 0, 0, 0, 0, ...word(SIDE * cell), ...word(SIDE * cell), 0];
	return [Uint8Array.from([...control, ...place, DEPTH]), blocks(compressed(enlarged(pixels, cell)))];
}

/** What a file ends with. */
export const ENDING: Uint8Array = Uint8Array.of(0x3b);

/** The index of the colour of each pixel, where a cell is `cell` pixels wide and high. */
function enlarged(pixels: string, cell: number): Uint8Array {
	const colours = [...pictureOf(pixels)].map((digit) => DIGITS.indexOf(digit));
	const width = SIDE * cell;
	const all = new Uint8Array(width * width);
	colours.forEach((colour, at) => {
		const left = (at % SIDE) * cell;
		const top = Math.floor(at / SIDE) * cell;
		for (let y = top; y < top + cell; y++) all.fill(colour, y * width + left, y * width + left + cell);
	});
	return all;
}

/** By Lempel, Ziv and Welch: a code for each longest run that was there before. */
function compressed(indices: Uint8Array): Uint8Array {
	const out = new Bits(indices.length);
	// The code of what a code and one more colour make; 0: none yet.
	const known = new Uint16Array(CODES * CLEAR);
	let next = END + 1;
	let size = DEPTH + 1;
	out.put(CLEAR, size);
	let run = indices[0] as number;
	for (let at = 1; at < indices.length; at++) {
		const colour = indices[at] as number;
		const longer = run * CLEAR + colour;
		const code = known[longer] as number;
		if (code) {
			run = code;
			continue;
		}
		out.put(run, size);
		if (next < CODES) {
			known[longer] = next;
			// The reader knows one code less, so it widens its codes at the same moment.
			if (next === 1 << size) size++;
			next++;
		} else {
			out.put(CLEAR, size);
			known.fill(0);
			next = END + 1;
			size = DEPTH + 1;
		}
		run = colour;
	}
	out.put(run, size);
	// With that code, too, the reader learns another.
	if (next === 1 << size && size < 12) size++;
	out.put(END, size);
	return out.bytes();
}

/** Codes of any width, one after the other, the lowest bit first. */
class Bits {
	#bytes: Uint8Array;
	#length = 0;
	#held = 0;
	#count = 0;

	constructor(most: number) {
		this.#bytes = new Uint8Array(most * 2 + 16);
	}

	put(code: number, size: number): void {
		this.#held |= code << this.#count;
		this.#count += size;
		while (this.#count >= 8) {
			this.#bytes[this.#length++] = this.#held & 255;
			this.#held >>>= 8;
			this.#count -= 8;
		}
	}

	bytes(): Uint8Array {
		if (this.#count > 0) this.#bytes[this.#length++] = this.#held & 255;
		return this.#bytes.slice(0, this.#length);
	}
}

/** Data in blocks, each after its length, and an empty one at the end. */
function blocks(data: Uint8Array): Uint8Array {
	const all = new Uint8Array(data.length + Math.ceil(data.length / BLOCK) + 1);
	let to = 0;
	for (let from = 0; from < data.length; from += BLOCK) {
		const part = data.subarray(from, from + BLOCK);
		all[to++] = part.length;
		all.set(part, to);
		to += part.length;
	}
	return all;
}
