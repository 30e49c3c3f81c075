/** How somebody wants the arena shown and told. Remembered. */

import { storage } from '#lib/storage.ts';

const NAMES = { radar: 'zombie.radar', aloud: 'zombie.aloud', tones: 'zombie.tones' } as const;

type Name = keyof typeof NAMES;

const on = $state({
	radar: storage.get(NAMES.radar) === 'on',
	// Who switches the radar on and uses a screen reader wants to hear it; others do not notice.
	aloud: storage.get(NAMES.aloud) !== 'off',
	tones: storage.get(NAMES.tones) === 'on'
});

export const settings = {
	/** Directions and distances in large type instead of the grid. */
	get radar(): boolean {
		return on.radar;
	},

	/** The radar is read aloud by screen readers. */
	get aloud(): boolean {
		return on.aloud;
	},

	/** The radar sounds. */
	get tones(): boolean {
		return on.tones;
	},

	switch(name: Name, to: boolean): void {
		on[name] = to;
		storage.set(NAMES[name], to ? 'on' : 'off');
	}
};
