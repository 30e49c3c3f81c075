/** Codes of refusals, as sentences that say what to do now. */

import { m } from '#lib/paraglide/messages.js';
import { asProblem } from '#lib/api/problem.ts';

const SENTENCES: Record<string, () => string> = {
	unreachable: m.problem_unreachable,
	unknown: m.problem_unknown,
	internal_server_error: m.problem_internal_server_error,
	not_now: m.problem_not_now,
	not_signed_in: m.problem_not_signed_in,
	wrong_password: m.problem_wrong_password,
	too_many_attempts: m.problem_too_many_attempts,
	password_needed: m.problem_password_needed,
	foreign_page: m.problem_foreign_page,
	not_a_teacher: m.problem_not_a_teacher,
	not_an_administrator: m.problem_not_an_administrator,
	not_an_owner: m.problem_not_an_owner,
	not_your_quiz: m.problem_not_your_quiz,
	own_quiz: m.problem_own_quiz,
	quiz_not_found: m.problem_quiz_not_found,
	game_not_found: m.problem_game_not_found,
	player_not_found: m.problem_player_not_found,
	question_not_found: m.problem_question_not_found,
	user_not_found: m.problem_user_not_found,
	session_not_found: m.problem_session_not_found,
	key_not_found: m.problem_key_not_found,
	invitation_not_found: m.problem_invitation_not_found,
	file_not_found: m.problem_file_not_found,
	name_taken: m.problem_name_taken,
	email_taken: m.problem_email_taken,
	last_administrator: m.problem_last_administrator,
	registration_closed: m.problem_registration_closed,
	registration_invitation_needed: m.problem_registration_invitation_needed,
	registration_invitation_invalid: m.problem_registration_invitation_invalid,
	refused: m.problem_refused,
	changed_in_between: m.problem_changed_in_between,
	quiz_invalid: m.problem_quiz_invalid,
	picture_unknown: m.problem_picture_unknown,
	picture_too_large: m.problem_picture_too_large,
	picture_too_many_pixels: m.problem_picture_too_many_pixels,
	picture_unsupported: m.problem_picture_unsupported,
	picture_damaged: m.problem_picture_damaged,
	picture_quota: m.problem_picture_quota,
	file_too_large: m.problem_file_too_large,
	pictures_too_large: m.problem_pictures_too_large,
	too_many_files: m.problem_too_many_files,
	export_failed: m.problem_export_failed,
	export_not_found: m.problem_export_not_found,
	import_busy: m.problem_import_busy,
	import_refused: m.problem_import_refused,
	too_many_games: m.problem_too_many_games,
	too_many_names: m.problem_too_many_names,
	no_game_now: m.problem_no_game_now,
	journal_unavailable: m.problem_journal_unavailable,
	too_many_wrong_pins: m.problem_too_many_wrong_pins,
	option_invalid: m.problem_option_invalid,
	name_empty: m.problem_name_empty,
	name_too_long: m.problem_name_too_long,
	name_not_allowed: m.problem_name_not_allowed,
	workspace_missing: m.problem_workspace_missing,
	bad_request: m.problem_bad_request,
	game_running: m.problem_game_running,
	store_unavailable: m.problem_store_unavailable,
	picture_in_use: m.problem_picture_in_use,
	too_many_values: m.problem_too_large_quiz,
	too_deep: m.problem_too_large_quiz,
	// Other ways to say the same
	credentials_invalid: m.problem_not_signed_in,
	service_unavailable: m.problem_not_now,
	request_entity_too_large: m.problem_file_too_large
};

/** What is refused in one field of a form. */
const FIELDS: Record<string, () => string> = {
	name: m.problem_refused_name,
	email: m.problem_refused_email,
	password: m.problem_refused_password,
	key: m.problem_refused_key
};

/** What a person reads when something was refused or did not come through. Call it in a template: it follows the language. */
export function sentence(error: unknown): string {
	const problem = asProblem(error);
	if (problem.code === 'refused' && problem.field !== null) return (FIELDS[problem.field] ?? m.problem_refused)();
	return (SENTENCES[problem.code] ?? m.problem_unknown)();
}

/** Whether there is a sentence of its own for a code: who has better words for others can say them. */
export function isKnown(code: string): boolean {
	return code in SENTENCES;
}
