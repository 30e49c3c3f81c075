import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Arena } from '#lib/pixel/zombie/arena.ts';
import { Steering } from '#lib/pixel/zombie/steering.ts';
import type { ZombieGameState } from '#lib/protocol/pixel.generated.ts';

let said: [at: number, direction: string][];
let steering: Steering;
let start: number;

function at(x: number, y: number): void {
	const arena = new Arena();
	const players = [{ id: 'me', name: '', x, y, isZombie: false, isBot: false, hasHealingItem: false }];
	arena.show({ players, items: [], effects: [] as unknown[] } as unknown as ZombieGameState, 'me', 0);
	steering = new Steering(
		arena,
		(direction) => said.push([Date.now() - start, direction]),
		() => Date.now()
	);
}

beforeEach(() => {
	vi.useFakeTimers();
	start = Date.now();
	said = [];
	at(10, 10);
});

afterEach(() => {
	steering.stop();
	vi.useRealTimers();
});

test('a key that is held repeats as often as the server takes steps', () => {
	steering.hold('right');
	vi.advanceTimersByTime(350);
	steering.hold(null);
	vi.advanceTimersByTime(1_000);
	expect(said).toEqual([
		[0, 'right'],
		[110, 'right'],
		[220, 'right'],
		[330, 'right']
	]);
});

test('a short press while it is too early is one step a little later', () => {
	steering.tap('right');
	vi.advanceTimersByTime(30);
	steering.hold('up');
	vi.advanceTimersByTime(20);
	steering.hold(null);
	vi.advanceTimersByTime(1_000);
	expect(said).toEqual([
		[0, 'right'],
		[110, 'up']
	]);
});

test('a turn comes with the next step', () => {
	steering.hold('right');
	vi.advanceTimersByTime(50);
	steering.hold('up-right');
	vi.advanceTimersByTime(100);
	expect(said).toEqual([
		[0, 'right'],
		[110, 'up-right']
	]);
});

test('nothing is said at a wall', () => {
	at(0, 10);
	steering.hold('left');
	vi.advanceTimersByTime(500);
	expect(said).toEqual([]);
	steering.hold('up');
	vi.advanceTimersByTime(110);
	expect(said.map(([, direction]) => direction)).toEqual(['up']);
});
