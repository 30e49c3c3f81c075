import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { germanAdjective } from '#lib/pixel/prompts/german.ts';
import { promptText } from '#lib/pixel/prompts/prompt.ts';
import type { Locale } from '#lib/i18n/language.svelte.ts';
import vocabulary from './vocabulary.json';

const SERVERS = new URL('../../../../../src/rumpus/pixel/content/vocabulary.json', import.meta.url);

function index(list: readonly { en: string }[], word: string | null): number | null {
	const found = word === null ? null : list.findIndex(({ en }) => en === word);
	if (found === -1) throw new Error(`${String(word)} is not in the vocabulary`);
	return found;
}

function prompt(locale: Locale, prefix: string | null, subject: string, suffix: string | null): string {
	const indices = {
		prefixIdx: index(vocabulary.prefixes, prefix),
		subjectIdx: index(vocabulary.subjects, subject) ?? 0,
		suffixIdx: index(vocabulary.suffixes, suffix)
	};
	return promptText(null, indices, locale);
}

test('the words are those of the server', () => {
	expect(vocabulary).toEqual(JSON.parse(readFileSync(SERVERS, 'utf8')));
});

test('English words stand as they come', () => {
	expect(prompt('en', null, 'heart', null)).toBe('Heart');
	expect(prompt('en', 'red', 'heart', 'on fire')).toBe('Red heart on fire');
});

test.each([
	[null, 'heart', null, 'Herz'],
	['red', 'heart', 'on fire', 'Rotes Herz in Flammen'],
	['dark', 'cloud', null, 'Dunkle Wolke'],
	['evil', 'ghost', 'with a hat', 'Böser Geist mit Hut'],
	['purple', 'cat', 'in space', 'Lila Katze im Weltraum'],
	['neon', 'sword', null, 'Neon-Schwert'],
	['alien', 'egg', 'melting', 'Schmelzendes Alien-Ei'],
	['golden', 'key', 'glowing', 'Leuchtender goldener Schlüssel'],
	[null, 'flower', 'dancing', 'Tanzende Blume'],
	['frozen', 'drop', 'pixelated', 'Verpixelter gefrorener Tropfen'],
	['broken', 'moon', 'upside down', 'Kaputter Mond über Kopf']
])('German words agree: %s %s %s', (prefix, subject, suffix, words) => {
	expect(prompt('de', prefix, subject, suffix)).toBe(words);
});

test('every German subject takes an ending that is one', () => {
	for (const { de } of vocabulary.subjects)
		expect(prompt('de', 'red', nameOf(de), null)).toMatch(/^Rot(er|e|es) [A-ZÄÖÜ]/);
	expect(germanAdjective('', 'm')).toBe('');
});

function nameOf(german: string): string {
	return vocabulary.subjects.find(({ de }) => de === german)?.en ?? '';
}

test('numbers that we do not know: the words of the server', () => {
	const told = { prefix: '', subject: 'teapot', suffix: 'in rain' };
	expect(promptText(told, { prefixIdx: null, subjectIdx: 999, suffixIdx: null }, 'de')).toBe('Teapot in rain');
	expect(promptText(told, null, 'en')).toBe('Teapot in rain');
	expect(promptText(null, { prefixIdx: 999, subjectIdx: 0, suffixIdx: 999 }, 'en')).toBe('Heart');
	expect(promptText(null, null, 'en')).toBe('');
});
