/** What the editor asks of the server. */

import { api, called, type Schemas } from '#lib/api/client.ts';
import { asProblem, Problem } from '#lib/api/problem.ts';
import { documentOf, type QuizDocument } from '#lib/quiz/editor/document.ts';
import type { Outcome } from '#lib/quiz/editor/keeper.ts';

export type Entry = Schemas['QuizEntry'];
export type Picture = Schemas['File'];
export type Version = Schemas['Version'];

export interface Loaded {
	entry: Entry;
	document: QuizDocument;
	version: number;
}

function loaded(whole: Schemas['WholeQuiz']): Loaded {
	return { entry: whole.quiz, document: documentOf(whole.document), version: whole.version };
}

function at(quiz: string): { quiz_id: string } {
	return { quiz_id: quiz };
}

/** What ids look like; whoever mistyped an address means a quiz that is not there. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The quiz as it is now. Throws a Problem. */
export async function load(quiz: string): Promise<Loaded> {
	if (!ID.test(quiz)) throw new Problem({ status: 404, code: 'quiz_not_found' });
	const whole = await called(api.GET('/api/v2/quizzes/{quiz_id}', { params: { path: at(quiz) } }));
	// Without If-None-Match it is never the empty answer of 304.
	return loaded(whole as Schemas['WholeQuiz']);
}

/** Save it over a version; `quiz` null makes a new one. */
export async function save(
	quiz: string | null,
	document: QuizDocument,
	version: number | null
): Promise<{ outcome: Outcome; entry: Entry | null }> {
	const body = { document: document as unknown as Record<string, unknown> };
	try {
		const whole =
			quiz === null || version === null
				? await called(api.POST('/api/v2/quizzes', { body: { ...body, share: 'private' } }))
				: await called(
						api.PUT('/api/v2/quizzes/{quiz_id}', {
							params: { path: at(quiz), header: { 'If-Match': `"${version}"` } },
							body
						})
					);
		return { outcome: { kind: 'saved', version: whole.version }, entry: whole.quiz };
	} catch (error) {
		return { outcome: outcomeOf(error), entry: null };
	}
}

/** What a refusal means for saving. */
export function outcomeOf(error: unknown): Outcome {
	const problem = asProblem(error);
	const { status, code, more } = problem;
	if (code === 'unreachable' || status === 429 || status >= 500) return { kind: 'later', seconds: problem.retryAfter };
	if (status === 412) return { kind: 'conflict', current: typeof more.current === 'number' ? more.current : null };
	if (status === 401) return { kind: 'signed_out' };
	if (code === 'quiz_not_found') return { kind: 'gone' };
	return { kind: 'refused', error: problem };
}

/** Say who may see it. Throws a Problem. */
export async function share(quiz: string, how: Entry['share'], newLink = false): Promise<Entry> {
	const params = { path: at(quiz) };
	return called(api.PUT('/api/v2/quizzes/{quiz_id}/share', { params, body: { share: how, new_link: newLink } }));
}

/** Versions that were saved, newest first. Throws a Problem. */
export async function versions(quiz: string, cursor?: string): Promise<{ items: Version[]; next?: string | null }> {
	const params = { path: at(quiz), query: { cursor, limit: 30 } };
	return called(api.GET('/api/v2/quizzes/{quiz_id}/versions', { params }));
}

/** The quiz as it was saved then. Throws a Problem. */
export async function version(quiz: string, number: number): Promise<Loaded> {
	const params = { path: { ...at(quiz), number } };
	return loaded(await called(api.GET('/api/v2/quizzes/{quiz_id}/versions/{number}', { params })));
}

/** Keep a picture. Throws a Problem. */
export async function uploadPicture(file: Blob, name: string): Promise<Picture> {
	const form = new FormData();
	form.append('file', file, name);
	return called(api.POST('/api/v2/files', { body: { file: '' }, bodySerializer: () => form }));
}

/** Pictures that were uploaded before, newest first. Throws a Problem. */
export async function pictures(cursor?: string): Promise<{ items: Picture[]; next?: string | null }> {
	return called(api.GET('/api/v2/files', { params: { query: { cursor, limit: 24 } } }));
}
