/** Light, dark, or as the machine likes it. `app.html` says it before the first paint, the root layout from then on. */

import { browser } from '$app/env';
import { storage } from '#lib/storage.ts';

export type Theme = 'system' | 'light' | 'dark';

/** While pages are built there is no machine to ask. */
const darkness = browser ? matchMedia('(prefers-color-scheme: dark)') : null;

function first(): Theme {
	const kept = storage.get('theme');
	return kept === 'light' || kept === 'dark' ? kept : 'system';
}

let current = $state<Theme>(first());
let dark = $state(darkness?.matches ?? false);

darkness?.addEventListener('change', (event) => (dark = event.matches));

export const theme = {
	/** What was chosen. */
	get now(): Theme {
		return current;
	},

	/** What is seen. */
	get seen(): Exclude<Theme, 'system'> {
		if (current !== 'system') return current;
		return dark ? 'dark' : 'light';
	},

	choose(wanted: Theme): void {
		current = wanted;
		storage.set('theme', wanted === 'system' ? null : wanted);
	}
};
