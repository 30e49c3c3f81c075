import { expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import { nameOf, newcomer } from '#lib/pixel/party/names.ts';
import { GONE, userOf } from '#lib/pixel/party/room.example.ts';

test('people have the name that they chose, without the digits behind it', () => {
	expect(nameOf(userOf('Ada'))).toBe('Ada');
});

test('whom nobody knows any more has left', () => {
	expect([nameOf(GONE), nameOf(null), nameOf(undefined)]).toEqual(Array(3).fill('Somebody who has left'));
});

test('who has chosen no name has one of ten in the language of the page', () => {
	const rolled = new Set(Array.from({ length: 100 }, (_, roll) => newcomer(roll / 100)));
	expect(rolled).toEqual(new Set(m.pixel_newcomers().split(' ')));
	for (const locale of ['en', 'de'] as const) {
		const names = m.pixel_newcomers({}, { locale }).split(' ');
		expect(new Set(names).size).toBe(10);
		expect(names.every((name) => /^\p{L}{3,20}$/u.test(name))).toBe(true);
	}
});
