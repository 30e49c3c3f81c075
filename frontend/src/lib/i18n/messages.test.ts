import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const FRONTEND = new URL('../../../', import.meta.url);

function keysOf(file: string): string[] {
	const messages = JSON.parse(readFileSync(new URL(`messages/${file}`, FRONTEND), 'utf8')) as object;
	return Object.keys(messages).filter((key) => key !== '$schema');
}

/** Texts of the pages' sources, without what is made. */
function sources(): string[] {
	return readdirSync(new URL('src', FRONTEND), { recursive: true, encoding: 'utf8' })
		.filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('lib/paraglide'))
		.map((path) => readFileSync(new URL(`src/${path}`, FRONTEND), 'utf8'));
}

const parts = readdirSync(new URL('messages', FRONTEND));

test.each(parts)('%s has the same messages in both languages', (part) => {
	expect(keysOf(`${part}/de.json`).sort()).toEqual(keysOf(`${part}/en.json`).sort());
});

test('no message is written twice, and none that no page says', () => {
	const keys = parts.flatMap((part) => keysOf(`${part}/en.json`));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
	// Always by its whole name: `m.key`.
	const said = new Set(sources().flatMap((text) => text.match(/\bm\.\w+/g) ?? []));
	expect(keys.filter((key) => !said.has(`m.${key}`))).toEqual([]);
});
