/** What a browser remembers for this server. Private windows and full disks may refuse; then it lasts as long as the page. */

const held = new Map<string, string>();

export const storage = {
	/** The text under a name, or null. */
	get(name: string): string | null {
		try {
			return localStorage.getItem(`rumpus.${name}`) ?? held.get(name) ?? null;
		} catch {
			return held.get(name) ?? null;
		}
	},

	/** Remember a text; null forgets it. */
	set(name: string, text: string | null): void {
		if (text === null) held.delete(name);
		else held.set(name, text);
		try {
			if (text === null) localStorage.removeItem(`rumpus.${name}`);
			else localStorage.setItem(`rumpus.${name}`, text);
		} catch {
			// It is in `held`.
		}
	}
};
