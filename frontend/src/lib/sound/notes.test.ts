import { describe, expect, it } from 'vitest';
import { hertz, lobby, milliseconds, SOUNDS } from '#lib/sound/notes.ts';

describe('tunes', () => {
	it('are in tune', () => {
		expect(hertz(0)).toBe(440);
		expect(hertz(12)).toBe(880);
	});

	it('keep all notes within their beats, so that music goes round without a gap', () => {
		for (const { lasts, notes } of [lobby(), ...Object.values(SOUNDS)]) {
			expect(notes.length).toBeGreaterThan(0);
			for (const note of notes) {
				expect(note.at).toBeGreaterThanOrEqual(0);
				expect(note.at + note.lasts).toBeLessThanOrEqual(lasts + 0.5);
				expect(note.loud).toBeLessThanOrEqual(1);
			}
		}
	});

	it('of what happens are short', () => {
		for (const tune of Object.values(SOUNDS)) expect(milliseconds(tune)).toBeLessThan(2500);
	});
});
