import { expect, test } from 'vitest';
import { keyOf, pictureOfKey } from '#lib/pixel/battle/keys.ts';

test('arrows and numbers mean one of two', () => {
	expect(['ArrowLeft', 'ArrowUp', '1'].map((key) => pictureOfKey(key, 2))).toEqual([0, 0, 0]);
	expect(['ArrowRight', 'ArrowDown', '2'].map((key) => pictureOfKey(key, 2))).toEqual([1, 1, 1]);
	expect(['3', '0', 'Enter', 'x'].map((key) => pictureOfKey(key, 2))).toEqual([null, null, null, null]);
});

test('of ten each has its key', () => {
	const keys = Array.from({ length: 10 }, (_, index) => keyOf(index));
	expect(keys.join('')).toBe('1234567890');
	expect(keys.map((key) => pictureOfKey(key, 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(pictureOfKey('ArrowLeft', 10)).toBeNull();
	expect(pictureOfKey('0', 9)).toBeNull();
});
