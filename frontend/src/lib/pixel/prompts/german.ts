/** How the German words of prompts change beside each other: the vocabulary has adjectives as they stand alone. */

/** The ending of an adjective without an article before it. */
const ENDINGS = { m: 'er', f: 'e', n: 'es' } as const;

export type Gender = keyof typeof ENDINGS;

const FEMININE = new Set([
	'Krone',
	'Münze',
	'Truhe',
	'Kiste',
	'Bombe',
	'Kirsche',
	'Pizza',
	'Katze',
	'Schlange',
	'Blume',
	'Sonne',
	'Wolke'
]);

const NEUTER = new Set(['Herz', 'Schwert', 'Buch', 'Ei', 'Auge', 'Lächeln', 'Alien', 'Blatt', 'Feuer']);

/** What does not just take the ending: stems that lose a letter, a colour that never changes. */
const STEMS: Record<string, string> = { dunkel: 'dunkl', böse: 'bös' };
const UNCHANGED = new Set(['lila']);

/** What is no adjective at all, but the first half of a compound. */
const COMPOUNDS: Record<string, string> = { neon: 'Neon-', alien: 'Alien-' };

const PARTICIPLE = /(?:end|verpixelt)$/;

/** The gender of a subject. */
export function germanGender(subject: string): Gender {
	if (FEMININE.has(subject)) return 'f';
	return NEUTER.has(subject) ? 'n' : 'm';
}

/** A word before a subject as it stands there, with what separates it: "rotes ", "Neon-". Empty if there is none. */
export function germanAdjective(word: string, gender: Gender): string {
	if (word === '') return '';
	const compound = COMPOUNDS[word];
	if (compound !== undefined) return compound;
	return UNCHANGED.has(word) ? `${word} ` : `${STEMS[word] ?? word}${ENDINGS[gender]} `;
}

/** Whether a word behind a subject belongs before it: "schmelzendes Herz", not "Herz schmelzend". */
export function isGermanParticiple(word: string): boolean {
	return PARTICIPLE.test(word);
}
