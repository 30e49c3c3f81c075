import { expect, test } from 'vitest';
import type { View } from '#lib/quiz/player/follow.ts';
import { outcome } from '#lib/quiz/player/outcome.ts';

function closed(type: string, right: boolean | null, answered = true): View {
	return { question: { type }, answered, result: right === null ? null : { right } } as View;
}

test('right, wrong, or neither', () => {
	expect(outcome(closed('ABCD', true), 'none')).toBe('right');
	expect(outcome(closed('ABCD', false), 'none')).toBe('wrong');
	expect(outcome(closed('VOTING', false), 'none')).toBe('voted');
});

test('an answer that is not with the server came too late', () => {
	expect(outcome(closed('ABCD', false, false), 'none')).toBe('none');
	expect(outcome(closed('ABCD', false, false), 'late')).toBe('late');
	expect(outcome(closed('ABCD', false, false), 'sending')).toBe('late');
});

test('a question that was closed before says nothing about the player', () => {
	expect(outcome(closed('ABCD', null, false), 'none')).toBe('shown');
});
