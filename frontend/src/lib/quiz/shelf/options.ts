/** How a game is to be played: what the start dialog asks, and what it remembers for the next time. */

import type { Schemas } from '#lib/api/client.ts';
import { storage } from '#lib/storage.ts';

export type Options = Schemas['Options'];
export type NameFilter = Options['name_filter'];

/** The largest number of players that a game takes. */
export const MOST_PLAYERS = 10_000;

/** The longest label of the extra field. */
export const LONGEST_FIELD = 100;

/** What a person chooses; `custom_field` is empty for no extra field. */
export interface Choices {
	/** Phones show the question too, not only the answers. */
	questionOnPhones: boolean;
	lateJoin: boolean;
	shuffle: boolean;
	customField: string;
	nameFilter: NameFilter;
	proofOfWork: boolean;
	maxPlayers: number;
}

export const DEFAULTS: Choices = {
	questionOnPhones: true,
	lateJoin: true,
	shuffle: false,
	customField: '',
	nameFilter: 'normal',
	proofOfWork: false,
	maxPlayers: MOST_PLAYERS
};

const FILTERS: readonly NameFilter[] = ['off', 'normal', 'strict'];

/** What is remembered, read with mistrust: whatever does not hold is as at first. */
export function choicesOf(text: string | null): Choices {
	let raw: Partial<Record<keyof Choices, unknown>> = {};
	try {
		const parsed: unknown = JSON.parse(text ?? '{}');
		if (typeof parsed === 'object' && parsed !== null) raw = parsed;
	} catch {
		// As at first.
	}
	const flag = (name: 'questionOnPhones' | 'lateJoin' | 'shuffle' | 'proofOfWork') => {
		const value = raw[name];
		return typeof value === 'boolean' ? value : DEFAULTS[name];
	};
	return {
		questionOnPhones: flag('questionOnPhones'),
		lateJoin: flag('lateJoin'),
		shuffle: flag('shuffle'),
		customField: typeof raw.customField === 'string' ? raw.customField.slice(0, LONGEST_FIELD) : '',
		nameFilter: FILTERS.find((one) => one === raw.nameFilter) ?? DEFAULTS.nameFilter,
		proofOfWork: flag('proofOfWork'),
		maxPlayers: isPlayers(raw.maxPlayers) ? raw.maxPlayers : MOST_PLAYERS
	};
}

/** Whether a number of players is one that a game takes. */
export function isPlayers(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_PLAYERS;
}

/** The options as the server wants them. */
export function optionsOf(choices: Choices): Options {
	return {
		game_mode: choices.questionOnPhones ? 'normal' : 'kahoot',
		custom_field: choices.customField.trim() || null,
		late_join: choices.lateJoin,
		randomize_answers: choices.shuffle,
		captcha_enabled: false,
		proof_of_work: choices.proofOfWork,
		max_players: choices.maxPlayers,
		name_filter: choices.nameFilter
	};
}

/** What was chosen the last time on this browser. */
export function remembered(): Choices {
	return choicesOf(storage.get('start'));
}

/** Remember it for the next time. */
export function remember(choices: Choices): void {
	storage.set('start', JSON.stringify(choices));
}
