/** Where the focus goes when what had it is gone: never away from what somebody is using. */

import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

function isOff(element: Element): boolean {
	return element.matches(':disabled');
}

/** Once the page shows what is new: to the element that says `data-first`, or to the content of the page or dialog. */
export async function refocus(): Promise<void> {
	await tick();
	const on = document.activeElement;
	if (on && on !== document.body && !isOff(on)) return;
	const place = document.querySelector<HTMLElement>('[role="dialog"]') ?? document.getElementById('content');
	(place?.querySelector<HTMLElement>('[data-first]') ?? place)?.focus({ preventScroll: true });
}

/**
 * What is pressed often goes with the answer to it, or can be pressed no more: then the focus does not fall to the page.
 *
 * @param answers reads all that may change what is on the screen, beside a press itself
 */
export function keepsFocus(answers: () => unknown): Attachment<HTMLElement> {
	return (root) => {
		let held: Element | null = null;
		let pressed: Element | null = null;

		async function look(): Promise<void> {
			await tick();
			if (!held || (held.isConnected && !(held === pressed && isOff(held)))) return;
			held = null;
			await refocus();
		}

		function onfocus({ target }: Event): void {
			held = target as Element;
		}
		function onpress({ target }: Event): void {
			pressed = (target as Element).closest('button');
			// Beside everything: whoever did that wants nothing to have the focus.
			if (!pressed && document.activeElement === document.body) held = null;
			void look();
		}
		root.addEventListener('focusin', onfocus);
		// Heard last, when what the press does is done.
		window.addEventListener('click', onpress);
		$effect(() => {
			answers();
			void look();
		});
		return () => {
			root.removeEventListener('focusin', onfocus);
			window.removeEventListener('click', onpress);
		};
	};
}
