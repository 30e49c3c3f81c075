/** Where the focus goes when what had it is gone: never away from what somebody is using. */

import { tick } from 'svelte';

/** Once the page shows what is new: to the element that says `data-first`, or to the page's content. */
export async function refocus(): Promise<void> {
	await tick();
	if (document.activeElement && document.activeElement !== document.body) return;
	const main = document.getElementById('content');
	(main?.querySelector<HTMLElement>('[data-first]') ?? main)?.focus({ preventScroll: true });
}
