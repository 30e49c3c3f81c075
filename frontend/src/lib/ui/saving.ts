/** Hands files that the page has, or made, to the browser. */

/** Let the browser save a file under a name. Works over plain http. */
export function saved(file: Blob, name: string): void {
	const address = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	document.body.appendChild(link);
	link.click();
	link.remove();
	// Safari reads it a moment later.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
