/** Whether somebody is at this page. */

/** Once in so many ms is enough. */
const ACTIVE = 60_000;

const TOUCHES = ['pointerdown', 'keydown'] as const;

/**
 * Call back when somebody touches the page, once a minute.
 *
 * @param urgent whether to call back at once
 * @returns what ends it
 */
export function onTouches(touched: () => void, urgent: () => boolean): () => void {
	let last = 0;
	const heard = () => {
		const now = Date.now();
		if (!urgent() && now - last < ACTIVE) return;
		last = now;
		touched();
	};
	for (const event of TOUCHES) window.addEventListener(event, heard, { passive: true });
	return () => {
		for (const event of TOUCHES) window.removeEventListener(event, heard);
	};
}
