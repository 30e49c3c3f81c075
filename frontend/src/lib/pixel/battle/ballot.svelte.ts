/** One vote among some pictures: when it can be given, for which, and whether the server has it. */

import { untrack } from 'svelte';

/**
 * How a picture stands in a vote: it can be chosen; it cannot, for now or for this voter; it was chosen, and the server
 * does not know yet; the vote for it counts; another one was chosen.
 */
export type Standing = 'open' | 'shut' | 'chosen' | 'counted' | 'passed';

/** So soon nobody has looked: it is a stroke of the phase before that comes late. In milliseconds. */
const GLANCE = 400;

interface Sources {
	/** What is voted on: another text is another vote. Empty: nothing yet. */
	about: () => string;
	/** The server has the vote. */
	counted: () => boolean;
	/** The server refuses something: then another try may do better. */
	refused: () => unknown;
	/** Send the vote. */
	cast: (id: string) => void;
}

export class Ballot {
	#choice = $state.raw<string | null>(null);
	#seen = $state(false);
	readonly #sources: Sources;

	/** Made while a component is made. */
	constructor(sources: Sources) {
		this.#sources = sources;
		const about = $derived(sources.about());
		$effect(() => {
			if (!about) return;
			this.#choice = null;
			this.#seen = false;
			const timer = setTimeout(() => (this.#seen = true), GLANCE);
			return () => clearTimeout(timer);
		});
		$effect(() => {
			if (sources.refused() && !untrack(sources.counted)) this.#choice = null;
		});
	}

	/** A vote was given, and the server does not have it yet. */
	get sending(): boolean {
		return this.#choice !== null && !this.#sources.counted();
	}

	standing(id: string, shut = false): Standing {
		const counted = this.#sources.counted();
		if (this.#choice === id) return counted ? 'counted' : 'chosen';
		if (this.#choice !== null) return 'passed';
		return counted || shut || !this.#seen ? 'shut' : 'open';
	}

	choose(id: string, shut = false): void {
		if (this.standing(id, shut) !== 'open') return;
		this.#choice = id;
		this.#sources.cast(id);
	}
}
