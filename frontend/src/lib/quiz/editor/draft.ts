/** What is not saved yet, kept by this browser: a reload, a crash or a lost server takes nothing away. */

import type { QuizDocument } from '#lib/quiz/editor/document.ts';
import { storage } from '#lib/storage.ts';

export interface Draft {
	document: QuizDocument;
	/** The version it was made from; null for a quiz that the server has not seen. */
	version: number | null;
}

/** `new` is the quiz that has no id yet. */
function name(id: string): string {
	return `draft.${id}`;
}

export function keptDraft(id: string): Draft | null {
	const text = storage.get(name(id));
	if (text === null) return null;
	try {
		const { document, version } = JSON.parse(text) as Partial<Draft>;
		if (!document || !Array.isArray(document.questions)) return null;
		return { document, version: typeof version === 'number' ? version : null };
	} catch {
		return null;
	}
}

export function keepDraft(id: string, draft: Draft | null): void {
	storage.set(name(id), draft && JSON.stringify(draft));
}
