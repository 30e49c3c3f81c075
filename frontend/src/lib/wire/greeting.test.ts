import { expect, test } from 'vitest';
import { mustReload } from '#lib/wire/greeting.ts';

test('a page that is new enough stays', () => {
	expect(mustReload(1, 1)).toBe(false);
	expect(mustReload(1, 2)).toBe(false);
});

test('an old page is loaded anew once for each version that the server asks for', () => {
	expect(mustReload(7, 1)).toBe(true);
	expect(mustReload(7, 1)).toBe(false);
	expect(mustReload(8, 1)).toBe(true);
});
