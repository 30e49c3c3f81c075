/** What the server's refusals mean for a player, and what to do now. */

import { m } from '#lib/paraglide/messages.js';
import type { Problem } from '#lib/pixel/party/hearing.ts';

/** What to do about a problem, beside reading it. */
export type Matter = 'code' | 'password' | 'name' | 'game';

const MATTERS: Record<string, Matter> = {
	INVALID_CODE: 'code',
	ROOM_NOT_FOUND: 'code',
	INVALID_PASSWORD: 'password',
	WRONG_PASSWORD: 'password',
	PASSWORD_BLOCKED: 'password',
	PASSWORD_VERIFICATION_FAILED: 'password',
	PASSWORD_CHANGE_FAILED: 'password',
	INVALID_NAME: 'name'
};

/** What a problem is about. */
function matterOf(problem: Problem): Matter {
	return MATTERS[problem.code] ?? 'game';
}

const MINUTE = 60_000;

const SENTENCES: Record<string, (problem: Problem) => string> = {
	INVALID_CODE: () => m.pixel_error_code(),
	ROOM_NOT_FOUND: () => m.pixel_error_no_room(),
	INVALID_PASSWORD: () => m.pixel_error_password_form(),
	WRONG_PASSWORD: () => m.pixel_error_wrong_password(),
	PASSWORD_BLOCKED: ({ retryAfter = MINUTE }) => m.pixel_error_blocked({ count: Math.ceil(retryAfter / MINUTE) }),
	PASSWORD_VERIFICATION_FAILED: () => m.pixel_error_busy(),
	PASSWORD_CHANGE_FAILED: () => m.pixel_error_busy(),
	CREATE_FAILED: () => m.pixel_error_busy(),
	INVALID_NAME: ({ message }) =>
		message === 'This name is not allowed' ? m.pixel_error_name_reserved() : m.pixel_error_name(),
	RATE_LIMITED: ({ retryAfter = 1000 }) => m.pixel_error_quick({ count: Math.max(1, Math.ceil(retryAfter / 1000)) }),
	JOIN_FAILED: ({ message = '' }) => (/full|occupied/i.test(message) ? m.pixel_error_full() : m.pixel_error_running()),
	ALREADY_IN_GAME: () => m.pixel_error_elsewhere(),
	ALREADY_QUEUED: () => m.pixel_error_queued(),
	DUPLICATE_SESSION: () => m.pixel_error_twice(),
	NOT_HOST: () => m.pixel_error_not_host(),
	NOT_ENOUGH_PLAYERS: () => m.pixel_error_too_few(),
	START_FAILED: () => m.pixel_error_started(),
	GAME_IN_PROGRESS: () => m.pixel_error_not_now(),
	PLAYER_NOT_FOUND: () => m.pixel_error_gone(),
	NOT_IN_GAME: () => m.pixel_error_not_in_game(),
	INSTANCE_NOT_FOUND: () => m.pixel_error_not_in_game(),
	INVALID_GAME_MODE: () => m.pixel_error_mode(),
	SERVER_FULL: () => m.pixel_shut_full(),
	TOO_MANY_CONNECTIONS: () => m.pixel_shut_address()
};

/** The sentence for a problem. */
export function sentence(problem: Problem): string {
	return (SENTENCES[problem.code] ?? (() => m.pixel_error_unknown()))(problem);
}

/** The sentence for a problem that is about one of these matters; null for another one, or none. */
export function about(problem: Problem | null, ...matters: Matter[]): string | null {
	return problem && matters.includes(matterOf(problem)) ? sentence(problem) : null;
}
