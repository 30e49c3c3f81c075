/** What is left of the time of a question, by the clock of the page. */

/** How often it is looked at, in milliseconds. */
const EVERY = 100;

export class Countdown {
	/** Milliseconds. */
	left = $state(0);

	/** Whole seconds, as they are counted. */
	readonly seconds = $derived(Math.ceil(this.left / 1000));

	/**
	 * Count down until `deadline`; call `over` once when it is reached.
	 *
	 * @returns what stops it
	 */
	run(deadline: number, over: () => void): () => void {
		const look = () => {
			this.left = Math.max(0, deadline - performance.now());
			if (this.left > 0) return;
			clearInterval(timer);
			over();
		};
		const timer = setInterval(look, EVERY);
		this.left = Math.max(0, deadline - performance.now());
		return () => clearInterval(timer);
	}
}
