/** Voting by keys: the number on a picture, or the arrows for two. */

/** Which picture a key means, counted from 0; null if none. */
export function pictureOfKey(key: string, count: number): number | null {
	if (count === 2) {
		if (key === 'ArrowLeft' || key === 'ArrowUp') return 0;
		if (key === 'ArrowRight' || key === 'ArrowDown') return 1;
	}
	if (!/^[0-9]$/.test(key)) return null;
	const index = key === '0' ? 9 : Number(key) - 1;
	return index < count ? index : null;
}

/** What stands on a picture. */
export function keyOf(index: number): string {
	return String((index + 1) % 10);
}

/** Handles a key of the window, unless it is meant for something else. */
export function whileVoting(event: KeyboardEvent, count: number, choose: (index: number) => void): void {
	if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
	if (event.target instanceof Element && event.target.closest('input, textarea, select, [role="dialog"]')) return;
	const index = pictureOfKey(event.key, count);
	if (index === null) return;
	event.preventDefault();
	choose(index);
}
