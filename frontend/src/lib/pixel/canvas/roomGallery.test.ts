import { expect, test } from 'vitest';
import { shownIn, type Drawing } from '#lib/pixel/canvas/roomGallery.ts';

const PIXELS = '0123456789ABCDEF'.repeat(4);

function drawing(shows: Drawing['shows']): Drawing {
	return { pixels: PIXELS, name: 'Ada #1#0042', mode: 'copy-cat', shows };
}

test('names lose the digits that the server adds, and nothing else', () => {
	expect(shownIn('en', drawing(null))).toEqual({ pixels: PIXELS, name: 'Ada #1', shows: '' });
});

test('what a picture shows is said in the language of the page', () => {
	const heart = drawing({ en: 'heart', de: 'Herz', prompt: null });
	expect(shownIn('en', heart).shows).toBe('heart');
	expect(shownIn('de', heart).shows).toBe('Herz');
});

test('the words of a battle agree with each other in German', () => {
	const sword = drawing({ en: 'red sword', de: null, prompt: { prefixIdx: 0, subjectIdx: 2, suffixIdx: null } });
	expect(shownIn('en', sword).shows).toBe('Red sword');
	expect(shownIn('de', sword).shows).toBe('Rotes Schwert');
});

test('a prompt of another vocabulary is said in the words of the server', () => {
	const teapot = drawing({ en: 'tiny teapot', de: null, prompt: { prefixIdx: 14, subjectIdx: 999, suffixIdx: null } });
	expect(shownIn('de', teapot).shows).toBe('Tiny teapot');
});
