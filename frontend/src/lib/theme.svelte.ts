/** Light, dark, or as the machine likes it. `app.html` sets the same attribute before the first paint. */

import { storage } from '#lib/storage.ts';

export type Theme = 'system' | 'light' | 'dark';

function first(): Theme {
	const kept = storage.get('theme');
	return kept === 'light' || kept === 'dark' ? kept : 'system';
}

let current = $state<Theme>(first());

export const theme = {
	get now(): Theme {
		return current;
	},

	choose(wanted: Theme): void {
		current = wanted;
		storage.set('theme', wanted === 'system' ? null : wanted);
		if (wanted === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = wanted;
	}
};
