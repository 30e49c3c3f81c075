import { describe, expect, it } from 'vitest';
import { motifOf } from '#lib/quiz/shelf/cover.ts';
import { choicesOf, DEFAULTS, isPlayers, optionsOf } from '#lib/quiz/shelf/options.ts';

describe('covers', () => {
	it('are the same for the same quiz, and lie within their box', () => {
		const id = '01a201a1-f3fb-7731-bdb8-7c2442378733';
		expect(motifOf(id)).toEqual(motifOf(id));
		for (let at = 0; at < 200; at++) {
			const { ground, pieces } = motifOf(`quiz ${at}`);
			for (const piece of pieces) {
				// One dark, one light: a shape is always seen on its ground.
				expect((ground + piece.colour) % 2).toBe(1);
				expect(piece.shape).toBeLessThan(16);
				expect(piece.x).toBeGreaterThan(0);
				expect(piece.x).toBeLessThan(160);
			}
		}
	});
});

describe('options of a start', () => {
	it('are remembered as they were chosen', () => {
		const chosen = { ...DEFAULTS, customField: 'Class', nameFilter: 'strict' as const, maxPlayers: 30 };
		expect(choicesOf(JSON.stringify(chosen))).toEqual(chosen);
	});

	it('are as at first where nothing sensible is remembered', () => {
		for (const strange of [null, 'no json', '[]', 'null', '{"maxPlayers":0,"nameFilter":"x","lateJoin":"yes"}']) {
			expect(choicesOf(strange)).toEqual(DEFAULTS);
		}
	});

	it('are told to the server in its own words', () => {
		const options = optionsOf({ ...DEFAULTS, questionOnPhones: false, customField: '  ' });
		expect(options.game_mode).toBe('kahoot');
		expect(options.custom_field).toBeNull();
		expect(isPlayers(2.5)).toBe(false);
		expect(isPlayers(10_000)).toBe(true);
	});
});
