import { expect, test } from 'vitest';
import { COLOURS, EMPTY } from '#lib/pixel/canvas/palette.ts';
import { pathOf, pathsOf, shapesOf } from '#lib/pixel/canvas/shapes.ts';

test('squares side by side are one rectangle, and a row never runs into the next', () => {
	expect(pathOf(['##.#', '#...'])).toBe('M0 0h2v1h-2zM3 0h1v1h-1zM0 1h1v1h-1z');
	expect(pathOf(['..##', '##..'])).toBe('M2 0h2v1h-2zM0 1h2v1h-2z');
	expect(pathOf(['....'])).toBe('');
});

test('each ink has one path', () => {
	expect(pathsOf(['ab.', 'a..'])).toEqual([
		['a', 'M0 0h1v1h-1zM0 1h1v1h-1z'],
		['b', 'M1 0h1v1h-1z']
	]);
});

test('a picture has one path for each of its colours, and none for its paper', () => {
	expect(shapesOf(EMPTY)).toEqual([]);
	const pixels = `1111112222${EMPTY.slice(10)}`;
	expect(shapesOf(pixels)).toEqual([{ hex: COLOURS[2]?.hex, path: 'M6 0h2v1h-2zM0 1h2v1h-2z' }]);
	expect(shapesOf('0'.repeat(64))).toHaveLength(1);
});
