/** What is left of some time, ticking. */

/** How often it is looked at, in milliseconds. */
const TICK = 100;

export class Countdown {
	/** Whole seconds that are left, rounded up. */
	seconds = $state(0);
	/** What is left of the whole, 1 to 0. */
	share = $state(0);

	#timer: ReturnType<typeof setInterval> | undefined;

	/**
	 * Count down.
	 *
	 * @param ends when it is over, as `performance.now()` counts
	 * @param whole the whole time, in milliseconds
	 * @param onsecond called with each new number of seconds but the first
	 */
	run(ends: number, whole: number, onsecond?: (seconds: number) => void): void {
		this.stop();
		const look = (first: boolean) => {
			const left = Math.max(0, ends - performance.now());
			const seconds = Math.ceil(left / 1000);
			this.share = whole > 0 ? Math.min(1, left / whole) : 0;
			if (seconds !== this.seconds) {
				this.seconds = seconds;
				if (!first) onsecond?.(seconds);
			}
			if (left === 0) this.stop();
		};
		look(true);
		this.#timer = setInterval(() => look(false), TICK);
	}

	stop(): void {
		clearInterval(this.#timer);
	}
}
