import { describe, expect, it } from 'vitest';
import { about, sentence } from '#lib/pixel/shell/problems.ts';

describe('what was refused', () => {
	it('tells a full room from a running game, which have the same code', () => {
		const full = ['Instance is full', 'Room is full', 'Game is full (1v1 only)', 'Solo mode - already occupied'];
		const running = ['Game already in progress', 'Game in progress'];
		for (const message of full) expect(sentence({ code: 'JOIN_FAILED', message })).toContain('full');
		for (const message of running) expect(sentence({ code: 'JOIN_FAILED', message })).toContain('running');
	});

	it('tells for how long', () => {
		expect(sentence({ code: 'PASSWORD_BLOCKED', retryAfter: 14.2 * 60_000 })).toContain('15 minutes');
		expect(sentence({ code: 'PASSWORD_BLOCKED', retryAfter: 20_000 })).toContain('a minute');
		expect(sentence({ code: 'RATE_LIMITED', retryAfter: 2400 })).toContain('3 seconds');
	});

	it('has a sentence for what it does not know', () => {
		expect(sentence({ code: 'NEW_ONE' })).toBe(sentence({ code: 'NEWER_ONE' }));
	});

	it('stands beside what it is about', () => {
		expect(about({ code: 'WRONG_PASSWORD' }, 'password')).toContain('not the password');
		expect(about({ code: 'WRONG_PASSWORD' }, 'game', 'code')).toBeNull();
		expect(about({ code: 'NEW_ONE' }, 'game')).not.toBeNull();
		expect(about(null, 'game')).toBeNull();
	});
});
