import { beforeEach, describe, expect, test } from 'vitest';
import { delta, state, type Body } from '#lib/pixel/zombie/arena.example.ts';
import { Arena, COOLDOWN, TICK } from '#lib/pixel/zombie/arena.ts';
import { DeltaError } from '#lib/pixel/zombie/delta.ts';
import type { ZombieGameState } from '#lib/protocol/pixel.generated.ts';
import recording from './delta.fixture.json';

/** The arena of a test, with ticks that come on the dot. */
let arena: Arena;

beforeEach(() => {
	arena = new Arena();
});

function tick(number: number, ...bodies: Body[]): boolean {
	return arena.tick(delta(number, bodies), number * TICK);
}

function at(index: number, now: number): [number, number] {
	arena.sample(now);
	return [arena.x[index] as number, arena.y[index] as number];
}

describe('the others', () => {
	test('are where the server says at first', () => {
		arena.show(state([5, 5], [8, 9, true]), 'p0', 0);
		expect(at(1, 0)).toEqual([8, 9]);
		expect([arena.me, arena.isZombie[1]]).toEqual([0, 1]);
	});

	test('glide from cell to cell without jumps, and arrive', () => {
		arena.show(state([0, 0], [8, 9]), 'p0', 0);
		tick(1, [0, 0], [8, 9]);
		tick(2, [0, 0], [9, 9]);
		let before = at(1, 100)[0];
		expect(before).toBe(8);
		for (let now = 110; now <= 400; now += 10) {
			const [x] = at(1, now);
			expect(x - before).toBeGreaterThanOrEqual(0);
			expect(x - before).toBeLessThan(0.25);
			before = x;
		}
		expect(before).toBe(9);
	});

	test('who takes a step every 100 ms moves all the time, at the same speed', () => {
		arena.show(state([0, 0], [4, 9]), 'p0', 0);
		const places: number[] = [];
		for (let number = 1; number <= 30; number++) {
			tick(number, [0, 0], [4 + Math.floor(number / 2), 9]);
			for (const part of [0, 25]) if (number > 10) places.push(at(1, number * TICK + part)[0]);
		}
		const speeds = places.slice(1).map((place, index) => place - (places[index] as number));
		for (const speed of speeds) expect(speed).toBeCloseTo(0.25, 1);
	});

	test('ticks that come late and early do not show', () => {
		arena.show(state([0, 0], [4, 9]), 'p0', 0);
		let before = 4;
		let now = 0;
		for (let number = 1; number <= 40; number++) {
			now = Math.max(now, number * TICK + (number % 3) * 15);
			arena.tick(
				delta(number, [
					[0, 0],
					[4 + Math.floor(number / 2), 9]
				]),
				now
			);
			const next = (number + 1) * TICK + ((number + 1) % 3) * 15;
			for (let frame = now; frame < next; frame += 16) {
				const [x] = at(1, frame);
				expect(x).toBeGreaterThanOrEqual(before);
				expect(x - before).toBeLessThan(0.35);
				before = x;
			}
		}
	});

	test('who is far from where they were is put there', () => {
		arena.show(state([0, 0], [4, 9]), 'p0', 0);
		tick(1, [0, 0], [20, 9]);
		expect(at(1, 51)).toEqual([20, 9]);
	});

	test('look where they go, and their role is seen to change', () => {
		arena.show(state([0, 0], [4, 9]), 'p0', 0);
		tick(1, [0, 0], [3, 9, true]);
		expect([arena.facing[1], arena.isZombie[1], arena.turnedAt[1]]).toEqual([-1, 1, 50]);
		expect(arena.turnedAt[0]).toBe(-Infinity);
	});
});

describe('ticks', () => {
	test('that were missed are noticed', () => {
		arena.show(state([0, 0]), 'p0', 0);
		expect(tick(7, [0, 0])).toBe(false);
		expect(tick(8, [0, 0])).toBe(false);
		expect(tick(10, [0, 0])).toBe(true);
		expect(tick(11, [0, 0])).toBe(false);
	});

	test('without a state are of no use, and of another arena they are refused', () => {
		expect(tick(1, [0, 0])).toBe(true);
		arena.show(state([0, 0]), 'p0', 0);
		expect(() => tick(2, [0, 0], [1, 1])).toThrow(DeltaError);
	});

	test('of a real match lead to the cells that the server knows', () => {
		arena.show(recording.first as ZombieGameState, 'player1', 0);
		recording.steps.forEach((step, index) => {
			const bytes = Uint8Array.from(atob(step.delta), (letter) => letter.charCodeAt(0)).buffer;
			arena.tick(bytes, (index + 1) * TICK);
		});
		arena.sample(1e9);
		arena.state?.players.forEach(({ x, y }, index) => {
			expect([arena.x[index], arena.y[index]]).toEqual([x, y]);
		});
	});

	test('a new state in the middle of the match glides on from what was shown', () => {
		arena.show(state([0, 0], [4, 4]), 'p0', 0);
		arena.show(state([0, 0], [5, 4]), 'p0', 50);
		expect(at(1, 50)).toEqual([4, 4]);
		expect(at(1, 500)).toEqual([5, 4]);
	});
});

describe('own steps', () => {
	test('show at once, before the server has said anything', () => {
		arena.show(state([5, 5]), 'p0', 0);
		expect(arena.step('right', 1_000)).toBe(true);
		expect(at(0, 1_000 + COOLDOWN / 2)[0]).toBeCloseTo(5.5);
		expect(at(0, 1_000 + COOLDOWN)).toEqual([6, 5]);
		arena.tick(delta(1, [[6, 5]]), 1_080);
		expect(at(0, 2_000)).toEqual([6, 5]);
	});

	test('are not taken faster than the server takes them', () => {
		arena.show(state([5, 5]), 'p0', 0);
		expect(arena.mayStep(1_000)).toBe(true);
		arena.step('right', 1_000);
		expect(arena.mayStep(1_099)).toBe(false);
		expect(arena.mayStep(1_100)).toBe(true);
	});

	test('of a boosted zombie are twice as fast', () => {
		arena.show(state([5, 5, true]), 'p0', 0);
		arena.tick(delta(1, [[5, 5, true]], 3_000), 50);
		arena.step('right', 1_000);
		expect(arena.mayStep(1_050)).toBe(true);
	});

	test('run one cell ahead of a slow server at most, and all arrive', () => {
		arena.show(state([5, 5]), 'p0', 0);
		for (const step of [0, 1, 2]) arena.step('right', 1_000 + 100 * step);
		expect(at(0, 1_300)).toEqual([6, 5]);
		arena.tick(delta(1, [[6, 5]]), 1_310);
		expect(at(0, 1_410)).toEqual([7, 5]);
		arena.tick(delta(2, [[7, 5]]), 1_410);
		arena.tick(delta(3, [[8, 5]]), 1_510);
		expect(at(0, 1_700)).toEqual([8, 5]);
	});

	test('of which the server knows nothing are taken back', () => {
		arena.show(state([5, 5]), 'p0', 0);
		arena.step('right', 1_000);
		for (let number = 20; number < 40; number++) arena.tick(delta(number, [[5, 5]]), number * TICK);
		expect(at(0, 3_000)).toEqual([5, 5]);
	});

	test('into a wall are none; along it one goes on', () => {
		arena.show(state([5, 0]), 'p0', 0);
		expect(arena.step('up', 1_000)).toBe(false);
		expect(arena.step('up-left', 1_000)).toBe(true);
		expect(at(0, 1_200)).toEqual([4, 0]);
	});

	test('who only watches has none', () => {
		arena.show(state([5, 5]), null, 0);
		expect([arena.mayStep(0), arena.step('up', 0)]).toEqual([false, false]);
	});
});
