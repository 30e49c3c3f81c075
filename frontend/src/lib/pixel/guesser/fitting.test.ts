import { describe, expect, it } from 'vitest';
import { fitted, paper } from '#lib/pixel/guesser/fitting.ts';

describe('the picture', () => {
	it('has squares of one size', () => {
		expect((paper(336) - 4) % 8).toBe(0);
		expect(paper(336)).toBeLessThanOrEqual(336);
		expect(paper(3)).toBe(4);
	});

	const rest = { needed: 60 + 40, wanted: 40 };

	it('is as wide as a phone, with room for all below it', () => {
		expect(fitted(336, 660, rest)).toEqual({ beside: false, side: 332, roomy: true });
	});

	it('takes what a keyboard leaves', () => {
		const { beside, side, roomy } = fitted(336, 340, rest);
		expect({ beside, roomy }).toEqual({ beside: false, roomy: false });
		expect(side).toBeGreaterThan(200);
		expect(side).toBeLessThanOrEqual(340 - rest.needed);
	});

	it('stands beside the field on a phone that lies on its side', () => {
		expect(fitted(716, 280, rest)).toEqual({ beside: true, side: 276, roomy: true });
		expect(fitted(716, 100, rest).roomy).toBe(false);
	});

	it('is as large as a big screen allows', () => {
		const { side, roomy } = fitted(1040, 1000, { needed: 120, wanted: 0 });
		expect(side).toBeGreaterThan(870);
		expect(roomy).toBe(true);
	});

	it('is never less than nothing', () => {
		expect(fitted(300, 50, { needed: 20, wanted: 20 }).side).toBeGreaterThanOrEqual(0);
		expect(fitted(40, 60, { needed: 90, wanted: 20 }).side).toBeGreaterThanOrEqual(0);
	});
});
