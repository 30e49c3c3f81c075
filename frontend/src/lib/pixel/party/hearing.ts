/** What the server says to a window rather than to its room, and what its refusals mean: pure. */

import type { Outbox } from '#lib/pixel/party/outbox.ts';
import type { Error as Refusal, PixelServerPayloads, Queued, User } from '#lib/protocol/pixel.generated.ts';

type Payloads = PixelServerPayloads;

/** Why there is no room any more: the host removed us, nobody had played in it for long, the server had to end it, our
 * seat was given up, another window has it, or nobody touched this page for long. */
export type Left = 'kicked' | 'closed' | 'ended' | 'lost' | 'replaced' | 'idle';

/** What the server refused. `retryAfter` is ms; `message` tells apart what has the same code. */
export interface Problem {
	code: string;
	message?: string;
	retryAfter?: number;
}

/** A place in the queue: counted from 1, and how long it takes by the server's guess, in ms. */
export type Place = Pick<Queued, 'position' | 'estimatedWait'>;

/** What a window knows beside its room. */
export interface Known {
	/** How this player is shown; null before the server's first word. */
	me: User | null;
	queue: Place | null;
	left: Left | null;
	/** The code of a room that asks for a password. */
	wantsPassword: string | null;
	/** Something was asked and not answered yet. */
	busy: boolean;
	/** Seconds until the server closes this connection, because nobody touches the page. */
	idle: number | null;
}

const out = (left: Left | null): Partial<Known> => ({ left, busy: false });

const CHANGES = {
	connected: ({ user }: Payloads['connected'], inRoom: boolean): Partial<Known> => (inRoom ? {} : { me: user }),
	'name-changed': ({ user }: Payloads['name-changed']): Partial<Known> => ({ me: user }),
	'password-required': ({ code }: Payloads['password-required']): Partial<Known> => ({
		busy: false,
		wantsPassword: code
	}),
	queued: (queue: Payloads['queued']): Partial<Known> => ({ busy: false, queue }),
	'queue-update': (queue: Payloads['queue-update']): Partial<Known> => ({ busy: false, queue }),
	'queue-ready': (): Partial<Known> => ({ queue: null }),
	'queue-removed': (): Partial<Known> => ({ queue: null }),
	'idle-warning': ({ timeLeft }: Payloads['idle-warning']): Partial<Known> => ({ idle: timeLeft }),
	'idle-disconnect': (): Partial<Known> => ({ left: 'idle' }),
	kicked: (): Partial<Known> => out('kicked'),
	'instance-closing': ({ reason }: Payloads['instance-closing']): Partial<Known> =>
		out(reason === 'inactivity' ? 'closed' : 'ended'),
	'session-restore-failed': (): Partial<Known> => out('lost'),
	'left-lobby': (): Partial<Known> => out(null)
};

/** What an event changes for a window; nothing, if it is about something else. */
export function changes(event: string, told: unknown, inRoom: boolean): Partial<Known> {
	const change = (CHANGES as Record<string, (told: never, inRoom: boolean) => Partial<Known>>)[event];
	return change?.(told as never, inRoom) ?? {};
}

/** A refusal that says that the thing was done before: what would have been said then. */
const DONE: Record<string, { of: string; answer: string }> = {
	ALREADY_SUBMITTED: { of: 'submit-drawing', answer: 'submission-received' },
	SUBMISSION_FAILED: { of: 'royale-submit', answer: 'submission-received' },
	VOTE_FAILED: { of: 'finale-vote', answer: 'finale-vote-received' },
	NO_ASSIGNMENT: { of: 'vote', answer: 'vote-received' }
};

/** What a refusal comes to: it was done before and this event would have said so, it is said again after so many ms, or
 * somebody has to be told. */
export type Outcome = { done: string } | { again: number } | { problem: Problem };

/** What the server's refusal of something said means; the outbox forgets what was refused for good. */
export function refused({ code, message, retryAfter }: Refusal, outbox: Outbox): Outcome {
	const done = DONE[code];
	if (done && outbox.has(done.of)) return { done: done.answer };
	const again = outbox.refused(code, retryAfter);
	if (again) return { again: again.after };
	return { problem: { code, ...(message && { message }), ...(retryAfter !== undefined && { retryAfter }) } };
}
