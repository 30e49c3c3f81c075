/** Copying text, over plain http too, where browsers offer no clipboard. */

/** Copy a text. False if the browser does not let us: then the person copies by hand. */
export async function copy(text: string): Promise<boolean> {
	try {
		if (window.isSecureContext && 'clipboard' in navigator) {
			await navigator.clipboard.writeText(text);
			return true;
		}
	} catch {
		// Refused: the older way may work.
	}
	const before = document.activeElement as HTMLElement | null;
	const area = document.createElement('textarea');
	area.value = text;
	area.readOnly = true;
	area.style.position = 'fixed';
	area.style.opacity = '0';
	// Inside of a dialog, if there is one: it keeps the focus.
	(before?.closest('[role="dialog"]') ?? document.body).appendChild(area);
	area.select();
	try {
		return document.execCommand('copy');
	} catch {
		return false;
	} finally {
		area.remove();
		before?.focus();
	}
}
