import { expect, test } from 'vitest';
import { coloursOf } from '#lib/pixel/canvas/describing.ts';
import { colourOf, EMPTY } from '#lib/pixel/canvas/palette.ts';

const names = (digits: string): string => [...digits].map((digit) => colourOf(digit).name()).join(', ');

test('a picture is told by its three main colours, what there is most of first; paper is none', () => {
	expect(coloursOf('2'.repeat(5) + '4'.repeat(9) + '8'.repeat(2) + '0' + '1'.repeat(47))).toBe(names('428'));
	expect(coloursOf(EMPTY)).toBe('');
});
