/** Sounds and music of the big screen: off until somebody switches them on, and remembered then. */

import { lobby, SOUNDS, type Sound } from '#lib/sound/notes.ts';
import { Synth } from '#lib/sound/synth.ts';
import { storage } from '#lib/storage.ts';

const NAME = 'sound';

/** How long music takes to fade, in seconds. */
const FADE = 0.8;

/** The same sounds again after so many milliseconds at the earliest. */
const CROWD = 120;

let on = $state(storage.get(NAME) === 'on');
let synth: Synth | null = null;
let music: { bus: GainNode; timer: ReturnType<typeof setTimeout> | undefined } | null = null;
let wanted = false;
/** When each sounded last, as `performance.now()` counts. */
const played: Partial<Record<Sound, number>> = {};

function awake(): Synth | null {
	if (!on) return null;
	try {
		synth ??= new Synth();
	} catch {
		// A machine without a sound card.
		return null;
	}
	// Browsers let pages sound after a first touch only; until then this does nothing.
	if (synth.context.state !== 'running') void synth.context.resume();
	return synth;
}

function startMusic(): void {
	const player = awake();
	if (!player || music || !wanted) return;
	if (player.context.state !== 'running') return;
	const playing = { bus: player.bus(), timer: undefined as ReturnType<typeof setTimeout> | undefined };
	music = playing;
	const round = (from?: number) => {
		const until = player.play(lobby(), from, playing.bus);
		playing.timer = setTimeout(() => round(until), Math.max(0, (until - player.context.currentTime) * 1000 - 400));
	};
	round();
}

function stopMusic(): void {
	if (!music || !synth) return;
	const { bus, timer } = music;
	music = null;
	clearTimeout(timer);
	const now = synth.context.currentTime;
	bus.gain.setValueAtTime(bus.gain.value, now);
	bus.gain.linearRampToValueAtTime(0, now + FADE);
	setTimeout(() => bus.disconnect(), FADE * 1000 + 100);
}

export const sound = {
	get on(): boolean {
		return on;
	},

	/** Switch all of it on or off. Called from a press, so that browsers allow it. */
	switch(to = !on): void {
		on = to;
		storage.set(NAME, on ? 'on' : null);
		if (!on) {
			stopMusic();
			void synth?.context.suspend();
			return;
		}
		const player = awake();
		void player?.context.resume().then(() => {
			player.play(SOUNDS.join);
			startMusic();
		});
	},

	/** Something happened. What happens many times at once sounds once. */
	play(name: Sound): void {
		const player = awake();
		if (player?.context.state !== 'running') return;
		const now = performance.now();
		if (now - (played[name] ?? -CROWD) < CROWD) return;
		played[name] = now;
		player.play(SOUNDS[name]);
	},

	/** Whether music is wanted here: it plays while sounds are on. */
	music(here: boolean): void {
		wanted = here;
		if (here) startMusic();
		else stopMusic();
	},

	/** The page was touched: what could not sound before can now. */
	touched(): void {
		if (on && synth?.context.state !== 'running') {
			void awake()?.context.resume().then(startMusic);
		} else if (on) startMusic();
	}
};
