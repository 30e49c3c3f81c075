import { expect, test } from 'vitest';
import { Problem } from './problem.ts';
import { Submission } from './submission.svelte.ts';

const refusal = new Problem({ status: 409, code: 'name_taken', field: 'name' });

test('what goes well leaves nothing to be said', async () => {
	const submission = new Submission();
	const done: number[] = [];
	const going = submission.run(async () => done.push(1));
	expect(submission.busy).toBe(true);
	expect(await going).toBe(true);
	expect([submission.busy, submission.said, submission.code, submission.field]).toEqual([false, null, '', null]);
	expect(done).toEqual([1]);
});

test('what was refused is said, with its code and field, until it is asked again', async () => {
	const submission = new Submission();
	expect(await submission.run(() => Promise.reject(refusal))).toBe(false);
	expect(submission.busy).toBe(false);
	expect([submission.code, submission.field]).toEqual(['name_taken', 'name']);
	expect(submission.said).not.toBe('');
	await submission.run(() => Promise.resolve());
	expect(submission.said).toBe(null);
});

test('one thing at a time', async () => {
	const submission = new Submission();
	let finish = (): void => undefined;
	const first = submission.run(() => new Promise<void>((resolve) => (finish = resolve)));
	expect(await submission.run(() => Promise.reject(refusal))).toBe(false);
	expect(submission.said).toBe(null);
	finish();
	expect(await first).toBe(true);
});

test('a form that is sent does not leave the page', async () => {
	const submission = new Submission();
	let stayed = false;
	const event = { preventDefault: () => (stayed = true) } as unknown as SubmitEvent;
	await new Promise<void>((resolve) => submission.form(async () => resolve())(event));
	expect(stayed).toBe(true);
});
