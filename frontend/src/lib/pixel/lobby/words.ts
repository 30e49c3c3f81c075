/** Words of a room's own, as they are typed: one a line, in both languages or in one. */

export interface OwnWord {
	en: string;
	de: string;
}

/** What is wrong with a line, counted from 1. */
export interface WrongLine {
	line: number;
	why: 'long' | 'sides' | 'markup' | 'many';
}

export interface WordList {
	words: OwnWord[];
	wrong: WrongLine[];
}

/** As many words as a room may have. */
export const MOST = 300;

/** UTF-16 units of a word. */
export const LONGEST = 40;

/** What the server takes for markup, in words as in guesses: nobody could say it. */
const MARKUP = /<\s*(script|iframe|img)|javascript:|data:/i;

/** Read lines such as `dog = Hund` or `Eurovision`. Empty lines are none, and the same word counts once. */
export function readWords(text: string): WordList {
	const words = new Map<string, OwnWord>();
	const wrong: WrongLine[] = [];
	text.split(/\r\n|[\r\n\u2028\u2029]/).forEach((written, index) => {
		const sides = written.split('=').map((side) => side.trim());
		const [en = '', de = en] = sides;
		if (sides.every((side) => side === '')) return;
		const why = fault(sides);
		const key = JSON.stringify([en, de]);
		if (why !== null) wrong.push({ line: index + 1, why });
		else if (words.size === MOST && !words.has(key)) wrong.push({ line: index + 1, why: 'many' });
		else words.set(key, { en, de });
	});
	return { words: [...words.values()], wrong };
}

function fault(sides: readonly string[]): WrongLine['why'] | null {
	if (sides.length > 2 || sides.some((side) => side === '')) return 'sides';
	if (sides.some((side) => side.length > LONGEST)) return 'long';
	return sides.some((side) => MARKUP.test(side)) ? 'markup' : null;
}
