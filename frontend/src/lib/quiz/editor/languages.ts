/** Languages that quizzes are written in, by their own names. Any other tag can be typed. */

const TAGS = [
	'en',
	'de',
	'de-CH',
	'de-AT',
	'fr',
	'es',
	'it',
	'pt',
	'nl',
	'da',
	'sv',
	'nb',
	'fi',
	'pl',
	'cs',
	'sk',
	'hu',
	'sl',
	'hr',
	'sr',
	'bg',
	'ro',
	'el',
	'tr',
	'ru',
	'uk',
	'ar',
	'fa',
	'he',
	'hi',
	'zh',
	'ja',
	'ko',
	'vi',
	'la'
];

export interface Language {
	tag: string;
	name: string;
}

/** The list, with the tag of a quiz in it whatever it is. */
export function languages(own: string): Language[] {
	const tags = TAGS.includes(own) ? TAGS : [own, ...TAGS];
	return tags.map((tag) => ({ tag, name: nameOf(tag) }));
}

function nameOf(tag: string): string {
	try {
		// Older browsers lack it, or know fewer languages; then the tag stands for itself.
		// eslint-disable-next-line compat/compat -- looked for before it is used
		const name = 'DisplayNames' in Intl ? new Intl.DisplayNames([tag], { type: 'language' }).of(tag) : undefined;
		return name ? name.charAt(0).toLocaleUpperCase(tag) + name.slice(1) : tag;
	} catch {
		return tag;
	}
}
