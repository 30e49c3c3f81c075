/** How much of the window a phone's keyboard hides: custom properties of the page, which the frame of the games keeps to. */

/** What is hidden of a window of this height when so much of it is seen, in pixels. Nothing, while somebody zooms in. */
export function hidden(height: number, seen: { offsetTop: number; height: number; scale: number }): [number, number] {
	if (seen.scale > 1.01) return [0, 0];
	const above = Math.max(0, Math.round(seen.offsetTop));
	return [above, Math.max(0, Math.round(height - seen.height - above))];
}

/** Keep to what is seen until the returned function is called. */
export function keepAboveKeyboard(): () => void {
	const seen = window.visualViewport;
	const page = document.documentElement;
	if (!seen) return () => undefined;
	const measure = () => {
		const [above, below] = hidden(page.clientHeight, seen);
		page.style.setProperty('--hidden-above', `${above}px`);
		page.style.setProperty('--hidden-below', `${below}px`);
	};
	measure();
	seen.addEventListener('resize', measure);
	seen.addEventListener('scroll', measure);
	return () => {
		seen.removeEventListener('resize', measure);
		seen.removeEventListener('scroll', measure);
		page.style.removeProperty('--hidden-above');
		page.style.removeProperty('--hidden-below');
	};
}
