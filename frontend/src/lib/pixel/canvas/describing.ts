/** Pictures in words, for those who do not see them. */

import { colourOf, PAPER } from '#lib/pixel/canvas/palette.ts';

/** So many colours make a picture. */
const MOST = 3;

/** The main colours of a picture by name, what there is most of first: "red, black". Paper is none. */
export function coloursOf(pixels: string): string {
	const counts = new Map<string, number>();
	for (const digit of pixels) if (digit !== PAPER) counts.set(digit, (counts.get(digit) ?? 0) + 1);
	const most = [...counts].sort(([, one], [, other]) => other - one).slice(0, MOST);
	return most.map(([digit]) => colourOf(digit).name()).join(', ');
}
