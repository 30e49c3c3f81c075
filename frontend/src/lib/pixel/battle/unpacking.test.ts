import { expect, test } from 'vitest';
import { PackingError, unpacked } from '#lib/pixel/battle/unpacking.ts';
import recording from './unpacking.fixture.json';

/** Texts as the server packs them: the last is a ranking of fifty. */
const texts: { text: string; packed: string }[] = recording;

test('what the server packed is read as it was', () => {
	for (const { text, packed } of texts) expect(unpacked(packed)).toBe(text);
	expect(texts.length).toBeGreaterThan(4);
});

test('what is cut off, or no packing at all, is refused', () => {
	const whole = texts[texts.length - 1]?.packed ?? '';
	expect(() => unpacked(whole.slice(0, 200))).toThrow(PackingError);
	expect(() => unpacked('')).toThrow(PackingError);
	expect(() => unpacked('no packing at all')).toThrow(PackingError);
});
