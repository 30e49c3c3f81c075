/** The language of the pages. Reading a message in a template makes it follow a change without loading anything anew. */

import {
	baseLocale,
	extractLocaleFromNavigator,
	isLocale,
	overwriteGetLocale,
	type Locale
} from '#lib/paraglide/runtime.js';
import { storage } from '#lib/storage.ts';

export type { Locale };

/** Each language by its own name. */
export const NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' };

function first(): Locale {
	const chosen = storage.get('language');
	if (chosen !== null && isLocale(chosen)) return chosen;
	return extractLocaleFromNavigator() ?? baseLocale;
}

let current = $state<Locale>(first());

overwriteGetLocale(() => current);

export const language = {
	/** The language that is spoken now. */
	get now(): Locale {
		return current;
	},

	/** Speak another one from now on. */
	choose(locale: Locale): void {
		current = locale;
		storage.set('language', locale);
	}
};

/** The language as this browser's country writes it, such as en-GB: dates differ. */
function variety(): string {
	return navigator.languages.find((one) => one.split('-')[0] === current) ?? current;
}

/** A number as the language writes it. */
export function number(value: number, options?: Intl.NumberFormatOptions): string {
	return new Intl.NumberFormat(variety(), options).format(value);
}

/** A moment as the language writes it. */
export function moment(at: Date | number | string, options: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(variety(), options).format(typeof at === 'string' ? Date.parse(at) : at);
}
