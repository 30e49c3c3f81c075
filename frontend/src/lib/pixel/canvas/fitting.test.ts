import { expect, test } from 'vitest';
import { fitted } from '#lib/pixel/canvas/fitting.ts';

test('two pictures stand beside each other on a wide screen, one above the other on a phone', () => {
	expect(fitted(2, { width: 1000, height: 500, gap: 20 })).toEqual({ columns: 2, size: 490 });
	expect(fitted(2, { width: 340, height: 600, gap: 20 })).toEqual({ columns: 1, size: 290 });
});

test('ten find their place, with names below them', () => {
	expect(fitted(10, { width: 340, height: 600, gap: 10, caption: 30 })).toEqual({ columns: 3, size: 106 });
	expect(fitted(10, { width: 1900, height: 900, gap: 10, caption: 30 })).toEqual({ columns: 5, size: 372 });
});

test('no place at all: something is there still', () => {
	expect(fitted(3, { width: 0, height: 0, gap: 10, caption: 30 })).toEqual({ columns: 1, size: 1 });
});
