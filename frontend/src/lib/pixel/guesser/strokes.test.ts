import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EVERY, Strokes } from '#lib/pixel/guesser/strokes.ts';

describe('strokes', () => {
	let sent: string[];
	let strokes: Strokes;

	beforeEach(() => {
		vi.useFakeTimers();
		sent = [];
		strokes = new Strokes((pixels) => sent.push(pixels));
	});
	afterEach(() => vi.useRealTimers());

	it('are sent at once', () => {
		strokes.draw('a');
		expect(sent).toEqual(['a']);
	});

	it('are sent at most so often, the last one always', () => {
		for (const pixels of ['a', 'b', 'c']) strokes.draw(pixels);
		vi.advanceTimersByTime(EVERY - 1);
		expect(sent).toEqual(['a']);
		vi.advanceTimersByTime(1);
		expect(sent).toEqual(['a', 'c']);
		strokes.draw('d');
		expect(sent).toEqual(['a', 'c']);
		vi.advanceTimersByTime(EVERY);
		expect(sent).toEqual(['a', 'c', 'd']);
		vi.advanceTimersByTime(10 * EVERY);
		expect(sent).toEqual(['a', 'c', 'd']);
	});

	it('that wait when the round ends are forgotten', () => {
		strokes.draw('a');
		strokes.draw('b');
		strokes.stop();
		vi.advanceTimersByTime(10 * EVERY);
		expect(sent).toEqual(['a']);
	});
});
