/** How long motion of scripts takes, in milliseconds: nothing where a person asked for less. */

const CALM = 250;

/** Whether motion is to be left out. */
export function isStill(): boolean {
	return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** The calm speed of the tokens. */
export function calm(): number {
	return isStill() ? 0 : CALM;
}
