/** Which rooms of src/lib may import which: docs/pixel.md, "The pages". */

import { readdirSync } from 'node:fs';

const MODES = ['battle', 'copycat', 'royale', 'guesser', 'zombie'];

/** The rooms of the pixel games, from the bottom up, each with those it may import beside itself and `names.ts`. */
const PIXEL = {
	prompts: [],
	party: [],
	canvas: ['prompts', 'party'],
	shell: ['party', 'canvas'],
	memory: ['party', 'canvas', 'shell'],
	...Object.fromEntries(MODES.map((mode) => [mode, ['prompts', 'party', 'canvas', 'shell', 'memory']])),
	// Computer players read the arena from what the server sends.
	bots: ['party', 'zombie/delta.ts'],
	lobby: ['party', 'canvas', 'shell', 'bots'],
	room: ['party', 'canvas', 'shell', ...MODES, 'lobby']
};

for (const entry of readdirSync(new URL('src/lib/pixel', import.meta.url), { withFileTypes: true }))
	if (entry.isDirectory() && !(entry.name in PIXEL)) throw new Error(`eslint.rooms.js says nothing of ${entry.name}/`);

/** @typedef {{ regex: string, message: string }} Refused */

/**
 * No import of what matches, neither at once nor later.
 *
 * @param {string[]} files
 * @param {Refused[]} refused
 * @param {string[]} ignores
 * @returns {import('eslint').Linter.Config}
 */
function without(files, refused, ignores = []) {
	return {
		files,
		ignores,
		rules: {
			'no-restricted-imports': ['error', { patterns: refused }],
			'no-restricted-syntax': [
				'error',
				...refused.map(({ regex, message }) => ({
					selector: `ImportExpression > Literal.source[value=/${regex.replaceAll('/', '\\/')}/]`,
					message
				}))
			]
		}
	};
}

const quiz = { regex: '^#lib/quiz/', message: 'The pixel games know nothing of the quiz.' };
const pixel = { regex: '^#lib/pixel/', message: 'Only the pages know the pixel games.' };
const above = { regex: '^\\.\\./', message: 'Rooms are named from #lib on.' };

/** @param {[room: string, others: string[]]} line */
function roomOfPixel([room, others]) {
	const known = [room, ...others].map((one) => (one.endsWith('.ts') ? `${one.replace('.', '\\.')}$` : `${one}/`));
	const foreign = {
		regex: `^#lib/pixel/(?!${[...known, 'names\\.ts$'].join('|')})`,
		message: `${room}/ knows ${others.join(', ') || 'no other room'}.`
	};
	const component = { regex: '\\.svelte$|^#lib/ui/', message: `${room}/ is no page and makes none.` };
	const refused = room === 'party' ? [quiz, above, foreign, component] : [quiz, above, foreign];
	return without([`src/lib/pixel/${room}/**`], refused);
}

export default [
	...Object.entries(PIXEL).map(roomOfPixel),
	without(['src/lib/quiz/**'], [pixel]),
	without(['src/lib/**'], [quiz, pixel], ['src/lib/quiz/**', 'src/lib/pixel/**'])
];
