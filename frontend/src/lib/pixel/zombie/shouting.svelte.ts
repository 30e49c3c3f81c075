/** The own role, said when it is known and when it changes: in large letters, by a sound, and to screen readers. */

import { m } from '#lib/paraglide/messages.js';
import { announcer } from '#lib/pixel/shell/announcer.svelte.ts';
import type { News, Role } from '#lib/pixel/zombie/follow.ts';
import { shortName } from '#lib/pixel/zombie/words.ts';
import { sound } from '#lib/sound/sound.svelte.ts';

/** For how long it stands there, in ms. */
const LASTS = 2_600;

export interface Shout {
	role: Role;
	words: string;
	/** Who has done it; empty: nobody, or nobody knows. */
	by: string;
	/** Below, since it would cover the own body above. */
	low: boolean;
}

interface Sources {
	/** The role of the own body in the arena; null for who has none. */
	own: () => Role | null;
	news: () => readonly News[];
	/** It has to make way. */
	low: () => boolean;
}

function wordsOf(role: Role, changed: boolean): string {
	if (role === 'zombie') return changed ? m.zombie_now_zombie() : m.zombie_you_zombie();
	return changed ? m.zombie_now_survivor() : m.zombie_you_survivor();
}

function byWhom(role: Role, news: readonly News[]): string {
	const last = [...news].reverse().find(({ isMe }) => isMe);
	const name = last ? shortName(last.by) : '';
	return name && (role === 'zombie' ? m.zombie_by({ name }) : m.zombie_by_healed({ name }));
}

export class Shouting {
	#now = $state.raw<Shout | null>(null);

	/** Made while the page is made, whose title is announced before what is shouted. */
	constructor({ own, news, low }: Sources) {
		let before: Role | null = null;
		let hushes: ReturnType<typeof setTimeout> | undefined;
		$effect(() => {
			const role = own();
			if (!role || role === before) return;
			const changed = before !== null;
			before = role;
			const words = wordsOf(role, changed);
			const by = changed ? byWhom(role, news()) : '';
			if (changed) sound.play(role === 'zombie' ? 'bitten' : 'healed');
			this.#now = { role, words, by, low: low() };
			announcer.say([words, by].filter(Boolean).join(' '));
			clearTimeout(hushes);
			hushes = setTimeout(() => (this.#now = null), LASTS);
		});
		$effect(() => () => clearTimeout(hushes));
	}

	/** What stands over the arena. */
	get now(): Shout | null {
		return this.#now;
	}
}
