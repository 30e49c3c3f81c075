/** The little HTML of quizzes: titles, descriptions and questions may hold these tags and nothing else. */

export const TAGS = ['b', 'strong', 'i', 'em', 'small', 'mark', 'del', 'sub', 'sup'] as const;

const KNOWN = new Set<string>(TAGS);
const TOKEN = /<(\/?)([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>|<!--[^]*?-->|&(?:[a-z]+[0-9]*|#[0-9]+|#x[0-9a-f]+);|[<>&]/gi;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** HTML in which only these tags are left, without attributes and well nested: safe to be put into a page. */
export function tidyHtml(raw: string): string {
	const open: string[] = [];
	const tidy = raw.replace(TOKEN, (token, slash: string | undefined, name: string | undefined) => {
		if (name === undefined) return token.length === 1 ? escapeHtml(token) : token.startsWith('<') ? '' : token;
		const tag = name.toLowerCase();
		if (!KNOWN.has(tag)) return '';
		if (!slash) {
			open.push(tag);
			return `<${tag}>`;
		}
		const at = open.lastIndexOf(tag);
		return at < 0 ? '' : closed(open.splice(at));
	});
	return tidy + closed(open);
}

/** The words of such HTML. */
export function plainOf(html: string): string {
	return html.replace(TOKEN, (token, _slash, name: string | undefined) => {
		if (name !== undefined || (token.startsWith('<') && token.length > 1)) return '';
		return token.startsWith('&') && token.length > 1 ? decoded(token) : token;
	});
}

/** Plain text as HTML. */
export function escapeHtml(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function closed(tags: string[]): string {
	return tags
		.reverse()
		.map((tag) => `</${tag}>`)
		.join('');
}

function decoded(entity: string): string {
	const name = entity.slice(1, -1);
	if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? entity;
	const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
