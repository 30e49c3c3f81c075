import { expect, test } from 'vitest';
import { addressOf, codeIn } from '#lib/pixel/shell/addresses.ts';

test('a private room has its own address, a public game that of its mode', () => {
	expect(addressOf({ code: 'AB2C', mode: 'copy-cat' })).toBe('/pixel/room/AB2C');
	expect(addressOf({ code: null, mode: 'copy-cat' })).toBe('/pixel/copy-cat');
});

test('codes are found however they are typed', () => {
	expect(codeIn('ab2c')).toBe('AB2C');
	expect(codeIn(' a b-2 c ')).toBe('AB2C');
	expect(codeIn('http://play.school:8000/rumpus/pixel/room/ab2c')).toBe('AB2C');
	expect(codeIn('AB')).toBe('AB');
});
