/** How a slide of plain text is set: as large as its words allow. Measures are those of a board. */

import { HEIGHT, WIDTH } from '#lib/quiz/slides/slide.ts';

const SIZES = [64, 56, 48, 42, 36, 32, 28, 24, 21, 18];
const LEADING = 1.35;
/** The mean width of a letter, in heights of a line of text. */
const LETTER = 0.52;
const MARGIN = 64;

export interface Setting {
	headline: number;
	text: number;
}

/** Heights of letters for headline and text, with room for a picture beside the text if there is one. */
export function setting(headline: string, text: string, picture: boolean): Setting {
	const title = headline.length <= 28 ? 76 : headline.length <= 60 ? 64 : headline.length <= 120 ? 52 : 40;
	const across = picture ? WIDTH / 2 - MARGIN : WIDTH - 2 * MARGIN;
	const used = headline ? linesOf(headline, title, WIDTH - 2 * MARGIN) * title * 1.15 + 48 : 0;
	const down = HEIGHT - 2 * MARGIN - used;
	const size = SIZES.find((one) => linesOf(text, one, across) * one * LEADING <= down) ?? 16;
	return { headline: title, text: size };
}

function linesOf(text: string, size: number, across: number): number {
	const letters = Math.max(1, Math.floor(across / (size * LETTER)));
	return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / letters)), 0);
}
