import { expect, it } from 'vitest';
import { hidden } from '#lib/pixel/guesser/keyboard.ts';

it('knows what a keyboard hides', () => {
	expect(hidden(740, { offsetTop: 0, height: 740, scale: 1 })).toEqual([0, 0]);
	expect(hidden(740, { offsetTop: 0, height: 420, scale: 1 })).toEqual([0, 320]);
	expect(hidden(740, { offsetTop: 100, height: 420, scale: 1 })).toEqual([100, 220]);
	expect(hidden(420, { offsetTop: 0, height: 420.4, scale: 1 })).toEqual([0, 0]);
	expect(hidden(740, { offsetTop: 50, height: 370, scale: 2 })).toEqual([0, 0]);
});
