import { beforeEach, expect, test } from 'vitest';
import { Outbox, type Entry } from '#lib/quiz/player/outbox.ts';
import { storage } from '#lib/storage.ts';

const PIN = '123456';

function entry(question_index: number, answer = 'yes'): Entry {
	return { question_index, answer, tapped_after: 1200 };
}

beforeEach(() => new Outbox(PIN).clear());

test('an answer is due once, and again after the connection was lost', () => {
	const outbox = new Outbox(PIN);
	outbox.put(entry(0));
	expect(outbox.due()).toEqual([entry(0)]);
	expect(outbox.due()).toEqual([]);
	outbox.lost();
	expect(outbox.due()).toEqual([entry(0)]);
	expect(outbox.settle(0)).toEqual(entry(0));
	outbox.lost();
	expect(outbox.due()).toEqual([]);
	expect(outbox.waits()).toBe(false);
});

test('the first answer to a question counts', () => {
	const outbox = new Outbox(PIN);
	outbox.put(entry(0, 'first'));
	outbox.put(entry(0, 'second'));
	expect(outbox.due()).toEqual([entry(0, 'first')]);
});

test('words come in the order of sending', () => {
	const outbox = new Outbox(PIN);
	outbox.put(entry(0));
	outbox.put(entry(1));
	outbox.due();
	expect(outbox.settle(1)?.question_index).toBe(0);
	expect(outbox.settle(1)?.question_index).toBe(1);
	expect(outbox.settle(1)).toBeNull();
});

test('a word that comes by itself after a return is about the question on show', () => {
	const outbox = new Outbox(PIN);
	outbox.put(entry(0));
	outbox.put(entry(1));
	expect(outbox.settle(1)?.question_index).toBe(1);
	expect(outbox.settle(5)).toBeNull();
	expect(outbox.due()).toEqual([entry(0)]);
});

test('what waits outlives the page, for its own game only', () => {
	new Outbox(PIN).put(entry(2));
	expect(new Outbox('654321').due()).toEqual([]);
	const back = new Outbox(PIN);
	expect(back.waits(2)).toBe(true);
	expect(back.due()).toEqual([entry(2)]);
	back.settled(2);
	expect(new Outbox(PIN).waits()).toBe(false);
});

test('what is no outbox in the storage is none', () => {
	storage.set(`answers.${PIN}`, '{"no": "list"}');
	expect(new Outbox(PIN).due()).toEqual([]);
	storage.set(`answers.${PIN}`, 'nothing');
	expect(new Outbox(PIN).due()).toEqual([]);
});
