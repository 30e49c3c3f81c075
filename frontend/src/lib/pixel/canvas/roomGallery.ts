/** What a private room has drawn so far: `GET /api/v2/pixel/gallery`, asked without the whole client of that interface. */

import { at } from '#lib/address.ts';
import type { components } from '#lib/api/v2.generated.ts';
import type { Locale } from '#lib/i18n/language.svelte.ts';
import type { Shown } from '#lib/pixel/canvas/export.ts';
import { promptText } from '#lib/pixel/prompts/prompt.ts';

/** A drawing: its pixels, who drew it, in which mode, and what it shows. */
export type Drawing = components['schemas']['Drawing'];
type Caption = components['schemas']['Caption'];

/** Longer than any answer takes that is still worth waiting for, in ms. */
const PATIENCE = 20_000;

/**
 * The drawings of the room in which this session has a seat, the oldest first; null if it has none in a private room.
 *
 * @param session the secret of the connection: it goes into a header, since others may read addresses
 * @throws if no answer came, or one that makes no sense
 */
export async function roomGallery(session: string): Promise<Drawing[] | null> {
	const ending = new AbortController();
	const timer = setTimeout(() => ending.abort(), PATIENCE);
	try {
		const answer = await fetch(at('/api/v2/pixel/gallery'), {
			headers: { 'Session-Id': session },
			credentials: 'same-origin',
			cache: 'no-store',
			signal: ending.signal
		});
		if (answer.status === 404) return null;
		if (!answer.ok) throw new Error(`the gallery: ${answer.status}`);
		return ((await answer.json()) as components['schemas']['Gallery']).items;
	} finally {
		clearTimeout(timer);
	}
}

/** A drawing as a page in this language shows it: without the digits of the name, which tell nobody anything. */
export function shownIn(locale: Locale, { pixels, name, shows }: Drawing): Shown {
	return { pixels, name: name.replace(/#\d{4}$/, ''), shows: shows ? captionIn(locale, shows) : '' };
}

function captionIn(locale: Locale, { en, de, prompt }: Caption): string {
	if (prompt) return promptText({ prefix: '', subject: en, suffix: '' }, prompt, locale);
	return locale === 'de' ? (de ?? en) : en;
}
