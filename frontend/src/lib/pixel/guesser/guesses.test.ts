import { describe, expect, it } from 'vitest';
import { answered, first, refused, said, type Guesses } from '#lib/pixel/guesser/guesses.ts';

const result = (guess: string, correct = false, close = false) => ({ guess, correct, close });
const all = (...texts: string[]): Guesses => texts.reduce<Guesses>(said, []);
const shown = (guesses: Guesses) => guesses.map(({ text, verdict }) => `${text}: ${verdict}`);

describe('guesses', () => {
	it('are sent one after the other', () => {
		const two = all('cat', 'horse');
		expect(first(two)?.text).toBe('cat');
		const one = answered(two, result('cat'));
		expect(shown(one)).toEqual(['cat: wrong', 'horse: sending']);
		expect(first(one)?.text).toBe('horse');
		expect(first(answered(one, result('horse', false, true)))).toBeNull();
	});

	it('that were answered are not asked again, and come last', () => {
		const known = answered(all('cat', 'dog'), result('cat', false, true));
		expect(shown(said(known, 'CAT'))).toEqual(['dog: sending', 'cat: close']);
	});

	it('end with the right one', () => {
		expect(shown(answered(all('dog', 'cat'), result('dog', true)))).toEqual(['dog: right']);
		expect(shown(answered(all('cat'), result('dog', true)))).toEqual([]);
	});

	it('that the server does not take are marked', () => {
		expect(shown(refused(all('<img', 'dog')))).toEqual(['<img: refused', 'dog: sending']);
		expect(refused([])).toEqual([]);
	});

	it('have a bound', () => {
		const many = Array.from({ length: 200 }, (_, index) => `guess ${index}`);
		expect(all(...many).length).toBeLessThan(100);
	});
});
