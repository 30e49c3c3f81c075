import { expect, test } from 'vitest';
import { HeldKeys } from '#lib/pixel/zombie/keys.ts';
import type { Direction } from '#lib/pixel/zombie/steps.ts';

function pressing(): { keys: HeldKeys; held: (Direction | null)[] } {
	const held: (Direction | null)[] = [];
	return { keys: new HeldKeys((direction) => held.push(direction)), held };
}

function key(code: string, change: object = {}): KeyboardEvent {
	const target = { tagName: 'BODY', closest: () => null };
	return { code, target, preventDefault: () => undefined, ...change } as unknown as KeyboardEvent;
}

test('keys are a direction as long as they are held, two of them a diagonal', () => {
	const { keys, held } = pressing();
	keys.down(key('ArrowUp'));
	keys.down(key('KeyD'));
	keys.up(key('ArrowUp'));
	keys.up(key('KeyD'));
	expect(held).toEqual(['up', 'up-right', 'right', null]);
});

test('a key that repeats itself, or means nothing here, says nothing', () => {
	const { keys, held } = pressing();
	keys.down(key('KeyW'));
	keys.down(key('KeyW'));
	keys.down(key('KeyQ'));
	keys.up(key('KeyS'));
	expect(held).toEqual(['up']);
});

test('who writes, or means the browser, does not walk', () => {
	const { keys, held } = pressing();
	keys.down(key('KeyW', { target: { tagName: 'INPUT', closest: () => null } }));
	keys.down(key('KeyW', { target: { tagName: 'BUTTON', closest: () => ({}) } }));
	keys.down(key('KeyD', { ctrlKey: true }));
	expect(held).toEqual([]);
});

test('what was let go is held anew', () => {
	const { keys, held } = pressing();
	keys.down(key('KeyA'));
	keys.letGo();
	keys.up(key('KeyA'));
	keys.down(key('KeyA'));
	expect(held).toEqual(['left', 'left']);
});
