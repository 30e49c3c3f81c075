import { expect, test } from 'vitest';
import { Outbox } from '#lib/pixel/party/outbox.ts';

const vote = (chosenId: string, moment = 'voting/1') => ({
	event: 'vote',
	payload: { chosenId },
	until: ['vote-received'],
	moment
});

test('what was said is said again until it is answered', () => {
	const outbox = new Outbox();
	outbox.keep(vote('a'));
	expect(outbox.due('voting/1')).toHaveLength(1);
	expect(outbox.due('voting/1')).toHaveLength(1);
	outbox.heard('submission-received');
	expect(outbox.has('vote')).toBe(true);
	outbox.heard('vote-received');
	expect(outbox.due('voting/1')).toEqual([]);
});

test('the last word counts', () => {
	const outbox = new Outbox();
	outbox.keep(vote('a'));
	outbox.keep(vote('b'));
	expect(outbox.due('voting/1').map(({ payload }) => payload)).toEqual([{ chosenId: 'b' }]);
});

test('what belongs to a moment that is over is not said any more', () => {
	const outbox = new Outbox();
	outbox.keep(vote('a'));
	expect(outbox.due('voting/2')).toEqual([]);
	expect(outbox.has('vote')).toBe(false);
});

test('who is told to wait waits; what is refused for good is forgotten', () => {
	const outbox = new Outbox();
	expect(outbox.refused('RATE_LIMITED', 700)).toBeNull();
	outbox.keep(vote('a'));
	expect(outbox.refused('RATE_LIMITED', 700)?.after).toBeGreaterThanOrEqual(700);
	expect(outbox.has('vote')).toBe(true);
	expect(outbox.refused('INVALID_TARGET')).toBeNull();
	expect(outbox.has('vote')).toBe(false);
});
