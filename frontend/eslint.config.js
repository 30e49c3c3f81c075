import compat from 'eslint-plugin-compat';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import rooms from './eslint.rooms.js';

export default ts.config(
	{ ignores: ['.svelte-kit/', 'src/lib/paraglide/', '**/*.generated.ts'] },
	...ts.configs.strict,
	...svelte.configs.recommended,
	// No API that the oldest browsers of package.json lack.
	compat.configs['flat/recommended'],
	{
		languageOptions: { globals: { ...globals.browser } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/no-non-null-assertion': 'error',
			// Addresses are put together by #lib/address.ts, which knows the base.
			'svelte/no-navigation-without-resolve': 'off',
			// A school's network is plain http: these exist in secure contexts only.
			'no-restricted-globals': ['error', 'caches'],
			'no-restricted-properties': [
				'error',
				{ object: 'crypto', property: 'subtle', message: 'Missing over plain http.' },
				{ object: 'crypto', property: 'randomUUID', message: 'Missing over plain http.' }
			]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } }
	},
	...rooms,
	{
		files: ['scripts/**', '*.config.*', 'tests/**'],
		languageOptions: { globals: { ...globals.node } },
		rules: { 'compat/compat': 'off' }
	}
);
