/** A drawing on its way to the server: from when on it is taken, and that nothing is lost when the time is over. */

import { onDestroy, untrack } from 'svelte';
import type { Painting } from '#lib/pixel/canvas/painting.svelte.ts';
import type { Party } from '#lib/pixel/party/party.svelte.ts';
import type { Room } from '#lib/pixel/party/room.ts';

/** So many squares have to be drawn. */
const LEAST_DRAWN = 5;

/** The server takes no drawing in the first three seconds; its message that they begin took a moment, too. */
const SOONEST = 3_000;

/** Before the end, so that a slow line still brings it in time. */
const LAST_MOMENT = 1_000;

interface Sources {
	party: Party;
	room: () => Room;
	painting: Painting;
	/** With the first one the server refuses what comes early or is almost empty; with the other that gives no points. */
	event: 'submit-drawing' | 'royale-submit';
}

export class Sending {
	#going = $state(false);
	#open = $state(false);
	readonly #sources: Sources;

	/** Made while a component is made; as long as that is there, the drawing is sent by itself in the last moment. */
	constructor(sources: Sources) {
		this.#sources = sources;
		const { party, room, painting, event } = sources;
		const strict = event === 'submit-drawing';
		const timer = $derived(room().timer);
		let last = $state(false);

		/** Calls back at a moment of the server's clock; returns what calls it off. */
		function at(moment: number, act: () => void): () => void {
			const waiting = setTimeout(act, Math.max(0, moment - party.now()));
			return () => clearTimeout(waiting);
		}

		this.#open = !strict;
		$effect(() => (timer ? at(timer.endsAt - timer.duration + SOONEST, () => (this.#open = true)) : undefined));
		$effect(() => (timer ? at(timer.endsAt - LAST_MOMENT, () => (last = true)) : undefined));
		$effect(() => {
			if (last && !room().spectator && (strict ? this.missing === 0 : painting.drawn > 0)) untrack(() => this.send());
		});
		$effect(() => {
			// Refused for good: it can be changed and sent again.
			if (party.problem) this.#going = false;
		});

		const { phase } = untrack(room);
		onDestroy(() => {
			// Whoever only left the page may come back to it.
			if (party.room?.phase !== phase) painting.forget();
		});
	}

	/** How many squares are still to be drawn before it can be sent. */
	get missing(): number {
		return Math.max(0, LEAST_DRAWN - this.#sources.painting.drawn);
	}

	/** The server takes drawings. */
	get open(): boolean {
		return this.#open;
	}

	/** It was sent; `room.submitted` tells when it has arrived. */
	get sent(): boolean {
		return this.#sources.room().submitted || this.#going;
	}

	send(): void {
		if (this.sent) return;
		const { party, painting, event } = this.#sources;
		painting.lift();
		this.#going = true;
		party.submit(event, { pixels: painting.pixels }, ['submission-received']);
	}
}
