/** What a page asks of the server on somebody's behalf: once at a time, and what went wrong with it. */

import { untrack } from 'svelte';
import { asProblem } from '#lib/api/problem.ts';
import { sentence } from '#lib/api/sentences.ts';

export class Submission {
	/** It is under way. */
	busy = $state(false);
	/** What was thrown by the last one; null when all is well. */
	failed = $state.raw<unknown>(null);

	/** What went wrong, to be read; null when all is well. */
	readonly said = $derived(this.failed === null ? null : sentence(this.failed));

	/** The code of the refusal; empty when all is well. */
	readonly code = $derived(this.failed === null ? '' : asProblem(this.failed).code);

	/** Which field of the form is meant; null if none is. */
	readonly field = $derived(this.failed === null ? null : asProblem(this.failed).field);

	/** Do it, unless something is under way. Tells whether it was done. */
	async run(does: () => Promise<unknown>): Promise<boolean> {
		// An effect that asks for something does not ask again when this is through.
		if (untrack(() => this.busy)) return false;
		this.busy = true;
		this.failed = null;
		try {
			await does();
			return true;
		} catch (error) {
			this.failed = error;
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** What a form does when it is sent: the page stays. */
	form(does: () => Promise<unknown>): (event: SubmitEvent) => void {
		return (event) => {
			event.preventDefault();
			void this.run(does);
		};
	}
}
