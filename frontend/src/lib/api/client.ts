/**
 * The REST interface of this server. The session is in cookies that scripts cannot read; the server renews the
 * short-lived one by itself with each request, as long as the session holds. When it does not, `signedOut` listeners
 * hear it: the host's pages then ask to sign in.
 *
 *     const { items } = await called(api.GET('/api/v2/quizzes'));
 */

import createClient from 'openapi-fetch';
import { base } from '#lib/address.ts';
import { Problem, problemOf, unreachable } from '#lib/api/problem.ts';
import type { components, paths } from '#lib/api/v2.generated.ts';

/** What the interface speaks of, by name: `Schemas['QuizEntry']`. */
export type Schemas = components['schemas'];

/** Longer than any answer takes that is still worth waiting for, in milliseconds. Uploads have no limit. */
const PATIENCE = 30_000;

type Listener = () => void;

const listeners = new Set<Listener>();

/** Hear when a request finds that nobody is signed in (any more). The answer stops that. */
export function onSignedOut(listener: Listener): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** `fetch` that gives up after a while and says in one way that no answer came. */
async function ask(request: Request): Promise<Response> {
	const ending = new AbortController();
	const given = request.signal;
	const stop = () => ending.abort();
	given.addEventListener('abort', stop);
	const uploads = request.headers.get('Content-Type')?.startsWith('multipart/') ?? false;
	const timer = uploads ? undefined : setTimeout(stop, PATIENCE);
	try {
		return await fetch(request, { signal: ending.signal });
	} catch (error) {
		// The page itself does not want the answer any more.
		if (given.aborted) throw error;
		throw unreachable();
	} finally {
		clearTimeout(timer);
		given.removeEventListener('abort', stop);
	}
}

export const api = createClient<paths>({ baseUrl: base, credentials: 'same-origin', cache: 'no-store', fetch: ask });

type Answered<Data> = { data?: Data; error?: unknown; response: Response };

/**
 * What a request came to.
 *
 * @throws Problem if it was refused, or no answer came
 */
export async function called<Data>(request: Promise<Answered<Data>>): Promise<Data> {
	return (await answered(request)).data;
}

/**
 * The same with the answer's headers, for those that need the ETag.
 *
 * @throws Problem if it was refused, or no answer came
 */
export async function answered<Data>(request: Promise<Answered<Data>>): Promise<{ data: Data; response: Response }> {
	let data: Data | undefined, error: unknown, response: Response;
	try {
		({ data, error, response } = await request);
	} catch (failed) {
		if (failed instanceof Problem || (failed instanceof DOMException && failed.name === 'AbortError')) throw failed;
		// A body that broke off, or is not what it says.
		throw unreachable();
	}
	if (response.ok) return { data: data as Data, response };
	const problem = problemOf(response.status, error, response.headers);
	// A wrong password has this status, too, and signs nobody out.
	if (problem.code === 'not_signed_in' || problem.code === 'credentials_invalid') {
		for (const listener of listeners) listener();
	}
	throw problem;
}
