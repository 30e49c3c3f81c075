/** What codes mean for a player, and what to do now. */

import { m } from '#lib/paraglide/messages.js';

const SENTENCES: Record<string, () => string> = {
	no_pin: m.player_error_no_pin,
	bad_pin: m.player_error_bad_pin,
	game_not_found: m.player_error_game_not_found,
	too_many_wrong_pins: m.player_error_too_many_wrong_pins,
	unreachable: m.player_error_unreachable,
	game_already_started: m.player_error_game_already_started,
	full: m.player_error_full,
	name_empty: m.player_error_name_empty,
	name_too_long: m.player_error_name_too_long,
	name_not_allowed: m.player_error_name_not_allowed,
	name_refused: m.player_error_name_refused,
	name_taken: m.player_error_name_taken,
	captcha: m.player_error_captcha,
	too_many_events: m.player_error_too_many_events,
	game_over: m.player_error_game_not_found
};

/** The sentence for a code. */
export function sentence(code: string): string {
	return (SENTENCES[code] ?? m.player_error_unknown)();
}

/** Whether another name would help. */
export function aboutName(code: string): boolean {
	return code.startsWith('name_');
}
