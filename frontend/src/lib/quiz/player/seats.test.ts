import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { seats } from '#lib/quiz/player/seats.ts';
import { storage } from '#lib/storage.ts';

beforeEach(() => storage.set('seats', null));
afterEach(() => vi.useRealTimers());

test('each game has its seat', () => {
	seats.keep('111111', 'token-1', 'Ada');
	seats.keep('222222', 'token-2', 'Ben');
	expect(seats.of('111111')).toMatchObject({ token: 'token-1', username: 'Ada' });
	seats.forget('111111');
	expect(seats.of('111111')).toBeNull();
	expect(seats.of('222222')?.token).toBe('token-2');
});

test('a seat is forgotten after a day, when its pin may be that of another game', () => {
	vi.useFakeTimers({ now: 0 });
	seats.keep('111111', 'token', 'Ada');
	vi.setSystemTime(23 * 3600 * 1000);
	expect(seats.of('111111')).not.toBeNull();
	vi.setSystemTime(24 * 3600 * 1000);
	expect(seats.of('111111')).toBeNull();
});

test('what somebody wrote into the storage does no harm', () => {
	storage.set('seats', 'null');
	expect(seats.of('111111')).toBeNull();
	storage.set('seats', '{');
	expect(seats.of('111111')).toBeNull();
});
