/** What changed on the screen, for those who do not see it: one polite voice for all pages under `/pixel`. */

let words = $state('');

export const announcer = {
	get words(): string {
		return words;
	},

	/** Say this now; what was said before is over. */
	say(text: string): void {
		words = text;
	}
};
