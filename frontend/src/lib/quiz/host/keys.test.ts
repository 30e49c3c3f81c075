import { describe, expect, it } from 'vitest';
import { deedOf, type Pressed } from '#lib/quiz/host/keys.ts';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
	key,
	repeat: false,
	altKey: false,
	ctrlKey: false,
	metaKey: false,
	on: 'BODY',
	typing: false,
	...more
});

describe('keys', () => {
	it('one does the next step, presenters among them', () => {
		for (const key of [' ', 'Enter', 'ArrowRight', 'PageDown']) expect(deedOf(press(key))).toBe('next');
	});

	it('leave the button alone that has the focus', () => {
		expect(deedOf(press(' ', { on: 'BUTTON' }))).toBeNull();
		expect(deedOf(press('Enter', { on: 'A' }))).toBeNull();
		expect(deedOf(press('ArrowRight', { on: 'BUTTON' }))).toBe('next');
	});

	it('are not for the screen while somebody types, holds them down or means the browser', () => {
		expect(deedOf(press(' ', { typing: true }))).toBeNull();
		expect(deedOf(press(' ', { repeat: true }))).toBeNull();
		expect(deedOf(press('f', { ctrlKey: true }))).toBeNull();
	});

	it('that are letters can be switched off', () => {
		expect(deedOf(press('M'))).toBe('mute');
		expect(deedOf(press('?'))).toBe('help');
		expect(deedOf(press('m'), false)).toBeNull();
		expect(deedOf(press(' '), false)).toBe('next');
	});
});
