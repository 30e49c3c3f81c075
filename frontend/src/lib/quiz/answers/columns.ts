/** How many options stand beside each other, so that a thumb reaches all of them without scrolling. */

/** On a phone. */
export function narrowColumns(options: number, texts: boolean): number {
	if (texts) return options > 6 ? 2 : 1;
	if (options > 9) return 4;
	if (options > 6) return 3;
	return options > 2 ? 2 : 1;
}

/** Where there is room. */
export function wideColumns(options: number, texts: boolean): number {
	if (!texts) return options > 4 ? 4 : 2;
	if (options > 8) return 3;
	return options > 3 ? 2 : 1;
}
