import { describe, expect, it } from 'vitest';
import { ENDING, frame, opening } from '#lib/pixel/canvas/gif.ts';
import { COLOURS, DIGITS } from '#lib/pixel/canvas/palette.ts';

/** Reads what the encoder wrote, by the letter of the specification. */
function read(bytes: Uint8Array): { width: number; palette: number[]; frames: { delay: number; indices: number[] }[] } {
	let at = 0;
	const take = (count: number) => bytes.subarray(at, (at += count));
	const word = () => take(2).reduce((sum, byte, place) => sum + (byte << (8 * place)), 0);
	const blocks = () => {
		const all: number[] = [];
		for (let length = take(1)[0] as number; length > 0; length = take(1)[0] as number) all.push(...take(length));
		return all;
	};
	expect(String.fromCharCode(...take(6))).toBe('GIF89a');
	const width = word();
	expect(word()).toBe(width);
	expect((take(3)[0] as number) & 0x87).toBe(0x83);
	const palette = [...take(48)];
	const frames: { delay: number; indices: number[] }[] = [];
	let delay = 0;
	for (;;) {
		const kind = take(1)[0];
		if (kind === 0x3b) break;
		if (kind === 0x21) {
			if (take(1)[0] === 0xf9) {
				const [length, , low, high, , end] = take(6);
				expect([length, end]).toEqual([4, 0]);
				delay = (low as number) + ((high as number) << 8);
			} else blocks();
		} else {
			expect(kind).toBe(0x2c);
			expect([word(), word(), word(), word()]).toEqual([0, 0, width, width]);
			expect([...take(1)]).toEqual([0]);
			const depth = take(1)[0] as number;
			frames.push({ delay, indices: expanded(blocks(), depth) });
		}
	}
	expect(at).toBe(bytes.length);
	return { width, palette, frames };
}

function expanded(data: number[], depth: number): number[] {
	const clear = 1 << depth;
	let table: number[][] = [];
	let size = depth + 1;
	let before: number[] | null = null;
	const out: number[] = [];
	let bit = 0;
	for (;;) {
		let code = 0;
		for (let place = 0; place < size; place++, bit++) {
			code |= (((data[bit >> 3] as number) >> (bit & 7)) & 1) << place;
		}
		if (code === clear) {
			table = Array.from({ length: clear + 2 }, (_, index) => [index]);
			size = depth + 1;
			before = null;
			continue;
		}
		if (code === clear + 1) {
			expect(data.length).toBe(Math.ceil(bit / 8));
			return out;
		}
		let run = table[code];
		if (before !== null && table.length < 4096) {
			run ??= [...before, before[0] as number];
			table.push([...before, run[0] as number]);
			if (table.length === 1 << size && size < 12) size++;
		}
		if (!run) throw new Error(`the code ${code} stands for nothing`);
		out.push(...run);
		before = run;
	}
}

function file(pictures: string[], cell: number, duration: number): Uint8Array {
	const parts = [opening(cell), ...pictures.flatMap((pixels) => frame(pixels, cell, duration)), ENDING];
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const ALL = DIGITS.repeat(4);
/** Always the same, and as unordered as pictures come. */
const NOISE = Array.from({ length: 64 }, (_, cell) => DIGITS[(cell * cell * 7 + cell * 3 + (cell >> 3)) % 16]).join('');

describe('an animation', () => {
	it('has the colours of the palette, and a frame for each picture', () => {
		const { width, palette, frames } = read(file([ALL, '1'.repeat(64), NOISE], 1, 1200));
		expect(width).toBe(8);
		expect(palette.slice(0, 3)).toEqual([1, 3, 5].map((at) => parseInt(COLOURS[0]?.hex.slice(at, at + 2) ?? '', 16)));
		expect(frames.map(({ delay }) => delay)).toEqual([120, 120, 120]);
		const digits = frames.map(({ indices }) => indices.map((index) => DIGITS[index]).join(''));
		expect(digits).toEqual([ALL, '1'.repeat(64), NOISE]);
	});

	it.each([2, 3, 7, 16, 64])('comes out as it went in with cells of %i pixels', (cell) => {
		const { frames } = read(file([NOISE], cell, 500));
		const indices = frames[0]?.indices ?? [];
		const width = 8 * cell;
		expect(indices).toHaveLength(width * width);
		const wrong = indices.findIndex((index, at) => {
			const row = Math.floor(at / width / cell);
			const column = Math.floor((at % width) / cell);
			return DIGITS[index] !== NOISE[row * 8 + column];
		});
		expect(wrong).toBe(-1);
	});
});
