/** Unfinished pictures, kept by this tab until they are finished: a page that is loaded again has them again. */

const NAME = 'rumpus.drafts';

/** A tab draws one picture at a time; the last few are enough. */
const MOST = 4;

type Drafts = [key: string, pixels: string][];

/** What was drawn under this key, or null. */
export function kept(key: string): string | null {
	return drafts().find(([name]) => name === key)?.[1] ?? null;
}

/** Remember a picture; the oldest are forgotten for it. */
export function keep(key: string, pixels: string): void {
	write([...drafts().filter(([name]) => name !== key), [key, pixels] as Drafts[number]].slice(-MOST));
}

export function forget(key: string): void {
	const before = drafts();
	const after = before.filter(([name]) => name !== key);
	if (after.length < before.length) write(after);
}

function drafts(): Drafts {
	try {
		const read: unknown = JSON.parse(sessionStorage.getItem(NAME) ?? '[]');
		return Array.isArray(read) ? (read as unknown[]).filter(isDraft) : [];
	} catch {
		// Storage may be refused, and what is in it may be anything.
		return [];
	}
}

function isDraft(entry: unknown): entry is Drafts[number] {
	return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'string';
}

function write(now: Drafts): void {
	try {
		if (now.length > 0) sessionStorage.setItem(NAME, JSON.stringify(now));
		else sessionStorage.removeItem(NAME);
	} catch {
		// Then a reload begins anew.
	}
}
