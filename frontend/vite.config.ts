import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import browserslist from 'browserslist';
import { browserslistToTargets } from 'lightningcss';
import { defineConfig } from 'vitest/config';

/** Where the server looks for the built pages. */
const out = process.env.RUMPUS_CLIENT_OUT ?? '../src/rumpus/web/static';

/** The server to which `npm run dev` passes on what is not a page. */
const server = process.env.RUMPUS_SERVER ?? 'http://127.0.0.1:8000';

const passedOn = Object.fromEntries(
	['/api', '/socket.io', '/health'].map((path) => [path, { target: server, ws: path === '/socket.io' }])
);

export default defineConfig(({ command }) => ({
	plugins: [
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
	build: { target: ['chrome87', 'safari14', 'firefox88'], cssMinify: 'lightningcss' },
	css: { transformer: 'lightningcss', lightningcss: { targets: browserslistToTargets(browserslist()) } },
	server: { proxy: passedOn },
	test: { include: ['src/**/*.test.ts', 'tests/**/*.test.ts'], environment: 'node' }
}));
