/** What the REST interface refuses, and why: RFC 9457 documents, read with mistrust. */

/** One thing that is wrong with a quiz: `where` is the path in the file, such as `questions[2].options[0].text`. */
export interface Wrong {
	where: string;
	what: string;
	place: string;
}

interface About {
	status: number;
	code: string;
	detail?: string;
	field?: string | null;
	/** Seconds. */
	retryAfter?: number | null;
	/** Other members of the document. */
	more?: Record<string, unknown>;
}

/** A request that did not do what was asked. `code` is for `sentence()` and for comparing; status 0: no answer came. */
export class Problem extends Error {
	readonly status: number;
	readonly code: string;
	readonly detail: string;
	/** Which field of the form is meant, if one is. */
	readonly field: string | null;
	/** After how many seconds trying again makes sense; null if the server did not say. */
	readonly retryAfter: number | null;
	/** Other members of the document, as they came. */
	readonly more: Record<string, unknown>;

	constructor({ status, code, detail = '', field = null, retryAfter = null, more = {} }: About) {
		super(`${code} (${status}) ${detail}`);
		this.name = 'Problem';
		this.status = status;
		this.code = code;
		this.detail = detail;
		this.field = field;
		this.retryAfter = retryAfter;
		this.more = more;
	}

	/** What is wrong with a quiz, each with its place (code `quiz_invalid`). */
	get problems(): Wrong[] {
		return Array.isArray(this.more.problems) ? (this.more.problems as Wrong[]) : [];
	}
}

/** No answer came: the server or the way to it is gone. */
export function unreachable(): Problem {
	return new Problem({ status: 0, code: 'unreachable' });
}

/** The problem that an answer tells, whatever its body is: a proxy in between answers with pages of its own. */
export function problemOf(status: number, body: unknown, headers: Headers): Problem {
	const told =
		typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
	const { code, detail, field, ...more } = told;
	const wait = Number.parseInt(headers.get('Retry-After') ?? '', 10);
	return new Problem({
		status,
		code: typeof code === 'string' ? code : general(status),
		detail: typeof detail === 'string' ? detail : '',
		field: typeof field === 'string' ? field : null,
		retryAfter: Number.isNaN(wait) ? null : wait,
		more
	});
}

function general(status: number): string {
	if (status === 401) return 'not_signed_in';
	if (status === 413) return 'file_too_large';
	if (status === 502 || status === 503 || status === 504) return 'not_now';
	return 'unknown';
}

/** Any error as a problem, for places that only show it. */
export function asProblem(error: unknown): Problem {
	if (error instanceof Problem) return error;
	return new Problem({ status: 0, code: 'unknown', detail: String(error) });
}
