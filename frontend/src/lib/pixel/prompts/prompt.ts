/** What is to be drawn, in the words of the page's language. The server sends the numbers of the words. */

import type { Prompt, PromptIndices } from '#lib/protocol/pixel.generated.ts';
import type { Locale } from '#lib/i18n/language.svelte.ts';
import { germanAdjective, germanGender, isGermanParticiple } from '#lib/pixel/prompts/german.ts';
import vocabulary from './vocabulary.json';

type Word = Record<Locale, string>;

function word(list: readonly Word[], index: number | null): Word | null {
	return index === null ? null : (list[index] ?? null);
}

/** "rot", "Drache", "schlafend": Schlafender roter Drache. */
function german(before: string, subject: string, behind: string): string {
	const gender = germanGender(subject);
	const noun = germanAdjective(before, gender) + subject;
	return isGermanParticiple(behind) ? germanAdjective(behind, gender) + noun : `${noun} ${behind}`.trim();
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A prompt as a heading. Without numbers, or with ones that we do not know, it is what the server says in English.
 *
 * @param prompt the English words
 * @param indices their numbers in the vocabulary
 */
export function promptText(prompt: Prompt | null, indices: PromptIndices | null, locale: Locale): string {
	const subject = word(vocabulary.subjects, indices?.subjectIdx ?? null);
	if (!indices || !subject) {
		return capital([prompt?.prefix, prompt?.subject, prompt?.suffix].filter(Boolean).join(' '));
	}
	const before = word(vocabulary.prefixes, indices.prefixIdx)?.[locale] ?? '';
	const behind = word(vocabulary.suffixes, indices.suffixIdx)?.[locale] ?? '';
	if (locale === 'de') return capital(german(before, subject.de, behind));
	return capital([before, subject.en, behind].filter(Boolean).join(' '));
}
