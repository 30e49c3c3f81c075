import { expect, test } from 'vitest';
import { ACROSS, DIRECTIONS, directionOf, directionTo, DOWN, inside, stepsBetween } from '#lib/pixel/zombie/steps.ts';

test('the way to a step is that step', () => {
	for (const direction of DIRECTIONS) expect(directionTo(ACROSS[direction], DOWN[direction])).toBe(direction);
});

test('a thumb means the nearest of eight directions', () => {
	expect(directionTo(50, 10)).toBe('right');
	expect(directionTo(50, 30)).toBe('down-right');
	expect(directionTo(-9, -50)).toBe('up');
	expect(directionTo(0, 0)).toBeNull();
});

test('two keys make a diagonal, opposite ones nothing', () => {
	const none = { up: false, down: false, left: false, right: false };
	expect(directionOf({ ...none, up: true, left: true })).toBe('up-left');
	expect(directionOf({ ...none, left: true, right: true })).toBeNull();
	expect(directionOf({ ...none, left: true, right: true, down: true })).toBe('down');
	expect(directionOf(none)).toBeNull();
});

test('nobody leaves the arena, and diagonals count as one step', () => {
	expect([inside(-1), inside(4), inside(32)]).toEqual([0, 4, 31]);
	expect(stepsBetween(-3, 2)).toBe(3);
});
