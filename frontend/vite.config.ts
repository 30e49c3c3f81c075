import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import browserslist from 'browserslist';
import { browserslistToTargets } from 'lightningcss';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Where the server looks for the built pages. */
const out = process.env.RUMPUS_CLIENT_OUT ?? '../src/rumpus/web/static';

/** The server to which `npm run dev` passes on what is not a page. */
const server = process.env.RUMPUS_SERVER ?? 'http://127.0.0.1:8000';

const passedOn = Object.fromEntries(
	['/api', '/socket.io', '/health'].map((path) => [path, { target: server, ws: path === '/socket.io' }])
);

/** What no page of ours needs would weigh on every phone: each is put in place of a module of a library. */
const instead: [RegExp, string][] = [
	// No server of ours has this transport.
	[/engine\.io-client\/.*\/webtransport\.js$/, 'export class WT {}'],
	// No data comes from SvelteKit's own server, and what pages keep in the browser's history is plain JSON.
	[
		/node_modules\/devalue\/index\.js$/,
		`export const parse = (text) => JSON.parse(text), stringify = (value) => JSON.stringify(value);
		export const unflatten = () => { throw new Error('no server data'); }, uneval = unflatten;`
	]
];

const withoutUnneeded: Plugin = {
	name: 'without-unneeded',
	enforce: 'pre',
	applyToEnvironment: ({ name }) => name === 'client',
	load: (id) => instead.find(([module]) => module.test(id))?.[1] ?? null
};

/** What many pages share goes into few files: dozens of little ones compress badly, and a phone asks for each. */
const shared = [
	{
		name: 'base',
		// Svelte's maps, sets and dates are needed on pages of hosts alone.
		test: /node_modules\/svelte\/(?!src\/reactivity\/)|\/src\/lib\/((address|storage|theme|i18n|paraglide\/runtime)|ui\/(Button|Field|Notices|notices|Preferences|Ring|Spinner)\.)/
	},
	{ name: 'wire', test: /node_modules\/.*(socket|engine)\.io|\/src\/lib\/wire\// },
	{ name: 'answers', test: /\/src\/lib\/quiz\/(answers\/|QuizText|html|pictures)/ }
];

export default defineConfig(({ command }) => ({
	plugins: [
		withoutUnneeded,
		paraglideVitePlugin({
			project: './project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
			localStorageKey: 'rumpus.language',
			emitTsDeclarations: true,
			includeEslintDisableComment: true
		}),
		sveltekit({
			adapter: adapter({ pages: out, assets: out, fallback: '200.html', strict: true }),
			// The server puts its own path in the place of this one.
			paths: { base: command === 'build' ? '/__rumpus_base__' : '', relative: false },
			// The same sources give the same files.
			version: { name: process.env.npm_package_version ?? '0' },
			compilerOptions: { runes: true }
		})
	],
	build: {
		target: ['chrome87', 'safari14', 'firefox88'],
		cssMinify: 'lightningcss',
		rolldownOptions: { output: { codeSplitting: { groups: shared } } }
	},
	css: { transformer: 'lightningcss', lightningcss: { targets: browserslistToTargets(browserslist()) } },
	server: { proxy: passedOn },
	test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], environment: 'node' }
}));
