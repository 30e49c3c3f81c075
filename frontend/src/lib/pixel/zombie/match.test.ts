import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Party } from '#lib/pixel/party/party.svelte.ts';
import { roomOf } from '#lib/pixel/party/room.example.ts';
import { delta, state } from '#lib/pixel/zombie/arena.example.ts';
import { Match } from '#lib/pixel/zombie/match.svelte.ts';

/** What the match listens to, and what it has said. */
let heard: Record<string, (told: unknown) => void>;
let said: string[];
let match: Match;
let now: number;

beforeEach(() => {
	[heard, said, now] = [{}, [], 10_000];
	vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined });
	vi.spyOn(performance, 'now').mockImplementation(() => now);
	match = new Match({
		room: roomOf({ playerId: 'p0' }),
		send: (event: string) => said.push(event),
		listen: (event: string, hear: (told: unknown) => void) => {
			heard[event] = hear;
			return () => undefined;
		}
	} as unknown as Party);
});

afterEach(() => {
	match.close();
	vi.restoreAllMocks();
	vi.unstubAllGlobals();
});

function tick(number: number, after = 50): void {
	now += after;
	heard['zombie-delta']?.(delta(number, [[number % 32, 5]]));
}

function tell(): void {
	heard['zombie-game-state']?.(state([0, 5]));
}

describe('the whole arena is asked for', () => {
	test('when a tick was missed, and ticks are shown all the same', () => {
		tell();
		tick(1);
		tick(2);
		expect(said).toEqual([]);
		tick(4);
		expect(said).toEqual(['zombie-resync']);
		expect(match.arena.cellX[0]).toBe(4);
	});

	test('once in a while only, however many are missed', () => {
		tell();
		for (const number of [1, 3, 5, 7, 9]) tick(number);
		expect(said).toEqual(['zombie-resync']);
		tick(11, 4_000);
		expect(said).toEqual(['zombie-resync', 'zombie-resync']);
	});

	test('and when it has come, ticks count from anew', () => {
		tell();
		tick(1);
		tick(3);
		tell();
		tick(30, 4_000);
		tick(31);
		expect(said).toEqual(['zombie-resync']);
	});

	test('when ticks come before anything is known', () => {
		tick(1);
		expect([match.standing, said]).toEqual([null, ['zombie-resync']]);
		tick(2, 1_000);
		expect(said).toHaveLength(2);
	});

	test('when a tick is of another arena', () => {
		heard['zombie-game-state']?.(state([0, 5], [1, 1, true]));
		tick(1);
		expect(said).toEqual(['zombie-resync']);
		expect(match.standing).toMatchObject({ survivors: 1, zombies: 1, role: 'survivor' });
	});
});
