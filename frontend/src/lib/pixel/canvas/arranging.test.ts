import { describe, expect, it } from 'vitest';
import { AIR, arranged, GAP } from '#lib/pixel/canvas/arranging.ts';

/** What the arrangement takes, in pixels. */
function taken(way: ReturnType<typeof arranged>): { width: number; height: number } {
	const row = way.columns * way.width + (way.columns - 1) * GAP;
	const rows = way.columns === 4 ? 6 : 3;
	const tools = rows * way.height + (rows - 2) * GAP + AIR;
	if (way.beside) return { width: way.side + 2 * AIR + row, height: Math.max(way.side, tools) };
	return { width: Math.max(way.side, row), height: way.side + AIR + tools };
}

describe('an arrangement', () => {
	it('on a phone has a grid as wide as the place, and targets for thumbs', () => {
		const way = arranged(336, 540);
		expect(way).toMatchObject({ beside: false, side: 336, columns: 8 });
		expect(way.width).toBeGreaterThanOrEqual(38);
		expect(way.height).toBeGreaterThanOrEqual(44);
	});

	it('on a phone on its side has colours and tools beside the grid', () => {
		const way = arranged(716, 180);
		expect(way).toMatchObject({ beside: true, side: 176, columns: 8, roomy: false });
	});

	it('on a phone on its side, without a button below, has squares large enough for fingers', () => {
		const way = arranged(560, 256);
		expect(way).toMatchObject({ beside: true, side: 256, columns: 4 });
		expect(way.height).toBeGreaterThanOrEqual(38);
	});

	it('on a big screen shows all tools beside a grid of full height', () => {
		const way = arranged(1896, 880);
		expect(way).toMatchObject({ beside: true, side: 880, columns: 4, roomy: true });
		expect(way.width).toBeGreaterThan(60);
	});

	it('never takes more than there is', () => {
		for (let width = 320; width <= 2600; width += 57) {
			for (let height = 160; height <= 1500; height += 37) {
				const way = arranged(width, height);
				if (way.side <= 8) continue;
				const { width: wide, height: high } = taken(way);
				expect(wide, `${width}x${height}`).toBeLessThanOrEqual(width);
				expect(high, `${width}x${height}`).toBeLessThanOrEqual(height);
				expect(way.side % 8).toBe(0);
			}
		}
	});

	it('leaves a grid that can be drawn on in the smallest of windows', () => {
		expect(arranged(296, 400).side).toBeGreaterThan(200);
		expect(arranged(544, 164).side).toBeGreaterThan(140);
	});
});
