import { describe, expect, it } from 'vitest';
import { MOST, readWords } from '#lib/pixel/lobby/words.ts';

describe('words of a room', () => {
	it('are one a line, in both languages or in one', () => {
		expect(readWords('dog = Hund\r\n\n  Eurovision  \nice cream=Eis').words).toEqual([
			{ en: 'dog', de: 'Hund' },
			{ en: 'Eurovision', de: 'Eurovision' },
			{ en: 'ice cream', de: 'Eis' }
		]);
		expect(readWords('\n \n=')).toEqual({ words: [], wrong: [] });
	});

	it('count once', () => {
		expect(readWords('dog\ndog\ndog = Hund').words).toHaveLength(2);
	});

	it('have faults by line', () => {
		const text = ['dog', 'a = b = c', '= Hund', 'dog =', 'x'.repeat(41), '<script>', 'x'.repeat(40)].join('\n');
		expect(readWords(text).wrong).toEqual([
			{ line: 2, why: 'sides' },
			{ line: 3, why: 'sides' },
			{ line: 4, why: 'sides' },
			{ line: 5, why: 'long' },
			{ line: 6, why: 'markup' }
		]);
		expect(readWords(text).words).toHaveLength(2);
	});

	it('have a bound', () => {
		const lines = Array.from({ length: MOST }, (_, index) => `word ${index}`);
		expect(readWords([...lines, 'word 0'].join('\n')).wrong).toEqual([]);
		expect(readWords([...lines, 'more'].join('\n')).wrong).toEqual([{ line: MOST + 1, why: 'many' }]);
	});
});
