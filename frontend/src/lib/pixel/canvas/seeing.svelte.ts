/** Whether each colour carries a mark, for those who cannot tell them apart. Remembered by the browser. */

import { storage } from '#lib/storage.ts';

let on = $state(storage.get('marks') === 'on');

export const seeing = {
	get marks(): boolean {
		return on;
	},

	set marks(wanted: boolean) {
		on = wanted;
		storage.set('marks', wanted ? 'on' : null);
	}
};
