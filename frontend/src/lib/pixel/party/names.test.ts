import { expect, test } from 'vitest';
import { nameOf } from '#lib/pixel/party/names.ts';
import { GONE, userOf } from '#lib/pixel/party/room.example.ts';

test('people have the name that they chose, without the digits behind it', () => {
	expect(nameOf(userOf('Ada'))).toBe('Ada');
});

test('whom nobody knows any more has left', () => {
	expect([nameOf(GONE), nameOf(null), nameOf(undefined)]).toEqual(Array(3).fill('Somebody who has left'));
});
