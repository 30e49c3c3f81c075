/** The demo quiz of the server, fetched when somebody wants it. */

import { api, called, type Schemas } from '#lib/api/client.ts';
import type { Locale } from '#lib/i18n/language.svelte.ts';

const DOCUMENTS: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
	en: () => import('../../../../../src/rumpus/quiz/content/demo/en.json'),
	de: () => import('../../../../../src/rumpus/quiz/content/demo/de.json')
};

/** Put the demo quiz on the shelf. Throws a Problem if the server refuses. */
export async function takeDemo(language: Locale): Promise<Schemas['QuizEntry']> {
	const { default: document } = await DOCUMENTS[language]();
	return (await called(api.POST('/api/v2/quizzes', { body: { document, share: 'private' } }))).quiz;
}
