import { expect, test } from 'vitest';
import { indexOfKey } from '#lib/quiz/answers/keys.ts';
import { colour, letter, MIDDLES, MOST, SHAPES } from '#lib/quiz/answers/marks.ts';

function key(name: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) {
	return { key: name, ctrlKey: false, metaKey: false, altKey: false, ...held };
}

test('letters and numbers choose, of the options that there are', () => {
	expect(indexOfKey(key('a'), 4)).toBe(0);
	expect(indexOfKey(key('D'), 4)).toBe(3);
	expect(indexOfKey(key('3'), 4)).toBe(2);
	expect(indexOfKey(key('e'), 4)).toBeNull();
	expect(indexOfKey(key('5'), 4)).toBeNull();
	expect(indexOfKey(key('Enter'), 4)).toBeNull();
});

test('keys of the browser are its own', () => {
	expect(indexOfKey(key('a', { ctrlKey: true }), 4)).toBeNull();
	expect(indexOfKey(key('a', { metaKey: true }), 4)).toBeNull();
	expect(indexOfKey(key('1', { altKey: true }), 4)).toBeNull();
});

test('every option has a mark of its own', () => {
	const marks = [...Array(MOST).keys()].map((index) => [letter(index), colour(index), SHAPES[index]]);
	for (const part of [0, 1, 2]) expect(new Set(marks.map((mark) => mark[part])).size).toBe(MOST);
	expect(MIDDLES).toHaveLength(MOST);
});
