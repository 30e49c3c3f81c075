/** Whether the phone shows texts of questions and options: the player chooses, else the game's mode says it. */

import { storage } from '#lib/storage.ts';

let chosen = $state<string | null>(storage.get('player-texts'));

export const texts = {
	/** Whether they are shown in a game of this mode. */
	shown(mode: string | null): boolean {
		return chosen === null ? mode === 'normal' : chosen === 'on';
	},

	/** Show them from now on, or not. */
	choose(shown: boolean): void {
		chosen = shown ? 'on' : 'off';
		storage.set('player-texts', chosen);
	}
};
