import { expect, test } from 'vitest';
import { Arena } from '#lib/pixel/zombie/arena.ts';
import { opponents, thing, wayFree } from '#lib/pixel/zombie/threats.ts';
import type { ArenaItem, ZombieGameState } from '#lib/protocol/pixel.generated.ts';

type Body = [x: number, y: number, isZombie?: boolean];

function arena(bodies: Body[], items: [ArenaItem['type'], number, number][] = []): Arena {
	const made = new Arena();
	const players = bodies.map(([x, y, isZombie = false], index) => ({
		id: `p${index}`,
		name: '',
		x,
		y,
		isZombie,
		isBot: false,
		hasHealingItem: index === 1
	}));
	const state: Partial<ZombieGameState> = {
		players,
		items: items.map(([type, x, y]) => ({ id: '', type, x, y, icon: '', color: '' })),
		effects: []
	};
	made.show(state as ZombieGameState, 'p0', 0);
	return made;
}

test('the nearest of the other role come first', () => {
	const found = opponents(
		arena([
			[10, 10],
			[10, 20, true],
			[9, 10],
			[13, 8, true],
			[10, 10, true],
			[0, 0, true]
		]),
		0,
		3
	);
	expect(found.map(({ steps }) => steps)).toEqual([0, 3, 10]);
	expect(found.map(({ direction }) => direction)).toEqual([null, 'up-right', 'down']);
	expect(found.map(({ heals }) => heals)).toEqual([false, false, true]);
	expect(found[0]?.kind).toBe('zombie');
});

test('zombies look for survivors', () => {
	expect(
		opponents(
			arena([
				[10, 10, true],
				[11, 10, true],
				[14, 10]
			]),
			0,
			3
		)
	).toMatchObject([{ kind: 'survivor', steps: 4, direction: 'right' }]);
});

test('only what one may take is told', () => {
	const things: [ArenaItem['type'], number, number][] = [
		['speed-boost', 10, 11],
		['healing-touch', 20, 10],
		['healing-touch', 10, 5]
	];
	expect(thing(arena([[10, 10]], things), 0)).toMatchObject({ kind: 'healing-touch', steps: 5, direction: 'up' });
	expect(thing(arena([[10, 10, true]], things), 0)).toMatchObject({ kind: 'speed-boost', steps: 1 });
	expect(thing(arena([[10, 10]]), 0)).toBeNull();
});

test('the way is free where nobody is, and walls are no way', () => {
	expect(
		wayFree(
			arena([
				[15, 15],
				[12, 15, true]
			]),
			0,
			null
		)
	).toMatch(/right/);
	// Zombies on three sides.
	expect(
		wayFree(
			arena([
				[15, 15],
				[12, 15, true],
				[15, 18, true],
				[18, 15, true],
				[12, 18, true],
				[18, 18, true]
			]),
			0,
			null
		)
	).toBe('up');
	// In a corner, a zombie to the right: along the wall.
	expect(
		wayFree(
			arena([
				[0, 0],
				[3, 0, true]
			]),
			0,
			null
		)
	).toBe('down');
	expect(
		wayFree(
			arena([
				[0, 0],
				[30, 0, true]
			]),
			0,
			null
		)
	).toBeNull();
});

test('the word stays as long as it is not much worse', () => {
	const made = arena([
		[15, 15],
		[12, 15, true]
	]);
	const first = wayFree(made, 0, null);
	for (const other of ['right', 'up-right', 'down-right'] as const) {
		expect(wayFree(made, 0, other)).toBe(other);
	}
	expect(first).not.toBeNull();
});
