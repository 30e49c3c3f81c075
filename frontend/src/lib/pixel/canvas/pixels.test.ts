import { describe, expect, it } from 'vitest';
import { EMPTY } from '#lib/pixel/canvas/palette.ts';
import { drawn, line, mirrored, painted, patch, pictureOf } from '#lib/pixel/canvas/pixels.ts';

const at = (column: number, row: number) => row * 8 + column;
const point = (x: number, y: number) => ({ x, y });
const sorted = (cells: Iterable<number>) => [...cells].sort((one, other) => one - other);

describe('a line', () => {
	it('goes from end to end without a hole', () => {
		for (let from = 0; from < 64; from++) {
			for (let to = 0; to < 64; to++) {
				const start = point(from % 8, Math.floor(from / 8));
				const end = point(to % 8, Math.floor(to / 8));
				const cells = line(start, end);
				expect(cells[0]).toBe(from);
				expect(cells[cells.length - 1]).toBe(to);
				for (let step = 1; step < cells.length; step++) {
					const [one, other] = [cells[step - 1] as number, cells[step] as number];
					expect(Math.abs((one % 8) - (other % 8))).toBeLessThanOrEqual(1);
					expect(Math.abs(Math.floor(one / 8) - Math.floor(other / 8))).toBeLessThanOrEqual(1);
					expect(one).not.toBe(other);
				}
			}
		}
	});

	it('leaves out what lies beside the picture', () => {
		expect(line(point(6, 0), point(11, 0))).toEqual([6, 7]);
		expect(line(point(-3, 2), point(-1, 5))).toEqual([]);
		expect(line(point(-2, 3), point(9, 3))).toHaveLength(8);
	});
});

describe('symmetry', () => {
	it('repeats cells on the other side, at the other end, or both', () => {
		expect(sorted(mirrored([at(1, 2)], 'off'))).toEqual([at(1, 2)]);
		expect(sorted(mirrored([at(1, 2)], 'sides'))).toEqual([at(1, 2), at(6, 2)]);
		expect(sorted(mirrored([at(1, 2)], 'ends'))).toEqual([at(1, 2), at(1, 5)]);
		expect(sorted(mirrored([at(1, 2)], 'both'))).toEqual([at(1, 2), at(6, 2), at(1, 5), at(6, 5)]);
	});

	it('counts each cell once', () => {
		expect(mirrored([at(3, 3), at(4, 3)], 'sides')).toHaveLength(2);
	});
});

describe('a patch', () => {
	it('is the whole of an empty picture', () => {
		expect(patch(EMPTY, 20)).toHaveLength(64);
	});

	it('stops at other colours and at corners', () => {
		const wall = painted(EMPTY, [at(1, 0), at(0, 1)], '0');
		expect(patch(wall, 0)).toEqual([0]);
		expect(patch(wall, 63)).toHaveLength(61);
	});

	it('does not reach around the edge', () => {
		const rows = painted(EMPTY, line(point(0, 1), point(7, 1)), '2');
		expect(sorted(patch(rows, 7))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	});
});

describe('a picture', () => {
	it('is read from whatever came', () => {
		expect(pictureOf('')).toBe(EMPTY);
		expect(pictureOf('aF?')).toBe('AF' + EMPTY.slice(2));
		expect(pictureOf('0'.repeat(100))).toBe('0'.repeat(64));
	});

	it('knows how much is drawn on it', () => {
		expect(drawn(EMPTY)).toBe(0);
		expect(drawn(painted(EMPTY, [0, 5, 5, 70, -1], 'A'))).toBe(2);
	});
});
