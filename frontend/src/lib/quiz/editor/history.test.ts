import { describe, expect, it } from 'vitest';
import { begun, changed, redone, undone } from '#lib/quiz/editor/history.ts';

describe('undo and redo', () => {
	it('goes back and forth', () => {
		const two = changed(changed(begun('0'), '1', null, 0), '2', null, 0);
		expect(undone(two).now.state).toBe('1');
		expect(undone(undone(undone(two))).now.state).toBe('0');
		expect(redone(undone(two)).now.state).toBe('2');
		expect(redone(two)).toBe(two);
	});

	it('takes what is typed in one go as one step', () => {
		let history = begun('');
		history = changed(history, 'a', 'title', 1_000);
		history = changed(history, 'ab', 'title', 1_300);
		history = changed(history, 'abc', 'title', 2_400);
		history = changed(history, 'abc!', 'other', 2_500);
		expect(undone(history).now.state).toBe('abc');
		expect(undone(undone(history)).now.state).toBe('');
	});

	it('begins a new step after a pause, and after undoing', () => {
		let history = changed(changed(begun(''), 'a', 'title', 0), 'ab', 'title', 5_000);
		expect(undone(history).now.state).toBe('a');
		history = changed(undone(history), 'ac', 'title', 5_100);
		expect(undone(history).now.state).toBe('a');
		expect(history.future).toEqual([]);
	});

	it('forgets the oldest in the end', () => {
		let history = begun(0);
		for (let step = 1; step <= 500; step += 1) history = changed(history, step, null, step);
		expect(history.past.length).toBe(200);
	});
});
