import { describe, expect, it, test } from 'vitest';
import { changes, refused } from '#lib/pixel/party/hearing.ts';
import { Outbox } from '#lib/pixel/party/outbox.ts';
import { userOf } from '#lib/pixel/party/room.example.ts';

describe('a window hears', () => {
	it('how it is called, but not while it plays: then its room knows', () => {
		const user = userOf('Ada');
		const told = { user, sessionId: 's', serverTime: 0 };
		expect(changes('connected', told, false)).toEqual({ me: user });
		expect(changes('connected', told, true)).toEqual({});
		expect(changes('name-changed', { user }, true)).toEqual({ me: user });
	});

	it('that a room asks for a password, and its place in the queue', () => {
		expect(changes('password-required', { code: 'ABCD' }, false)).toEqual({ busy: false, wantsPassword: 'ABCD' });
		const place = { position: 2, estimatedWait: 30_000 };
		expect(changes('queue-update', place, false)).toEqual({ busy: false, queue: place });
		expect(changes('queue-ready', {}, false)).toEqual({ queue: null });
	});

	it.each([
		['kicked', { reason: 'Host kicked you' }, 'kicked'],
		['session-restore-failed', { reason: 'Unknown session' }, 'lost'],
		['left-lobby', { success: true }, null]
	])('with %s that its seat is gone', (event, told, left) => {
		expect(changes(event, told, true)).toEqual({ left, busy: false });
	});

	it('whether its room was closed because nobody played, or had to be', () => {
		expect(changes('instance-closing', { reason: 'inactivity' }, true).left).toBe('closed');
		for (const reason of ['journal', 'records', 'rules', 'host-left'])
			expect(changes('instance-closing', { reason }, true).left).toBe('ended');
	});

	it('nothing in what is said to rooms', () => {
		expect(changes('phase-changed', { phase: 'voting' }, true)).toEqual({});
	});
});

describe('a refusal', () => {
	const sent = (event: string): Outbox => {
		const outbox = new Outbox();
		outbox.keep({ event, payload: {}, until: ['submission-received'], moment: 'drawing/0' });
		return outbox;
	};

	test('of what was done before is an answer', () => {
		const told = { code: 'ALREADY_SUBMITTED', message: 'Already submitted' };
		expect(refused(told, sent('submit-drawing'))).toEqual({ done: 'submission-received' });
		// Nothing was sent that it could answer.
		expect(refused(told, new Outbox())).toEqual({ problem: told });
	});

	test('that asks for patience means to say it again', () => {
		const outbox = sent('submit-drawing');
		expect(refused({ code: 'RATE_LIMITED', retryAfter: 700 }, outbox)).toEqual({ again: 750 });
		expect(outbox.has('submit-drawing')).toBe(true);
	});

	test('for good is told, and not said again', () => {
		const outbox = sent('submit-drawing');
		expect(refused({ code: 'INVALID_PIXELS' }, outbox)).toEqual({ problem: { code: 'INVALID_PIXELS' } });
		expect(outbox.has('submit-drawing')).toBe(false);
		expect(refused({ code: 'RATE_LIMITED', retryAfter: 700 }, outbox)).toEqual({
			problem: { code: 'RATE_LIMITED', retryAfter: 700 }
		});
	});
});
