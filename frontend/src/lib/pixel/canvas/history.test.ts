import { describe, expect, it } from 'vitest';
import { begun, changed, MOST, redone, undone } from '#lib/pixel/canvas/history.ts';

describe('a history', () => {
	it('goes back and forth', () => {
		const two = changed(changed(begun('a'), 'b'), 'c');
		expect(undone(two).now).toBe('b');
		expect(undone(undone(two)).now).toBe('a');
		expect(undone(undone(undone(two))).now).toBe('a');
		expect(redone(undone(undone(two))).now).toBe('b');
		expect(redone(redone(redone(undone(undone(two))))).now).toBe('c');
	});

	it('forgets what was undone when something new is drawn', () => {
		const other = changed(undone(changed(begun('a'), 'b')), 'c');
		expect(redone(other).now).toBe('c');
		expect(undone(other).now).toBe('a');
	});

	it('has no step for what changed nothing', () => {
		const one = undone(changed(begun('a'), 'b'));
		expect(changed(one, 'a')).toBe(one);
	});

	it('is bounded', () => {
		let long = begun('0');
		for (let step = 1; step <= 5 * MOST; step++) long = changed(long, String(step));
		expect(long.past).toHaveLength(MOST);
		for (let step = 0; step < MOST; step++) long = undone(long);
		expect(long.now).toBe(String(4 * MOST));
	});
});
