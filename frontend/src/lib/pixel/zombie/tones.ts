/** Where the nearest one is, for the ears: blips that come quicker as it comes nearer, from the side where it is. */

import { Synth } from '#lib/sound/synth.ts';
import { SIGHT, type Near } from '#lib/pixel/zombie/threats.ts';

/** Seconds between two blips: next to oneself, and as far as one is told. */
const EVERY = [0.18, 1.2] as const;

/** Hertz: of what is above, beside and below oneself. */
const HIGH = 880;
const MIDDLE = 587;
const LOW = 392;

/** Seconds that a blip lasts, and how loud it is. */
const LASTS = 0.09;
const LOUD = 0.14;

export class Tones {
	#synth: Synth | null = null;
	#near: Near | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Tell of this one from now on; null: be silent. */
	follow(near: Near | null): void {
		this.#near = near;
		if (near && this.#timer === undefined) this.#go();
	}

	close(): void {
		clearTimeout(this.#timer);
		void this.#synth?.context.close();
		this.#synth = null;
		this.#near = null;
	}

	#go(): void {
		this.#timer = undefined;
		const near = this.#near;
		if (!near || near.steps > SIGHT) return;
		this.#blip(near);
		const [least, most] = EVERY;
		const wait = least + (most - least) * (near.steps / SIGHT);
		this.#timer = setTimeout(() => this.#go(), wait * 1000);
	}

	#blip(near: Near): void {
		try {
			this.#synth ??= new Synth();
		} catch {
			// A machine without a sound card.
			return;
		}
		const { context } = this.#synth;
		// Browsers let pages sound after a first touch only.
		if (context.state !== 'running') {
			void context.resume();
			return;
		}
		const now = context.currentTime;
		const tone = context.createOscillator();
		tone.type = near.kind === 'zombie' ? 'square' : 'triangle';
		tone.frequency.value = near.down < 0 ? HIGH : near.down > 0 ? LOW : MIDDLE;
		const loud = context.createGain();
		loud.gain.setValueAtTime(LOUD, now);
		loud.gain.exponentialRampToValueAtTime(0.001, now + LASTS);
		tone.connect(loud);
		this.#place(this.#synth, loud, near);
		tone.start(now);
		tone.stop(now + LASTS);
	}

	/** To the left or right, where the browser can. */
	#place(synth: Synth, from: AudioNode, near: Near): void {
		const out = synth.bus();
		if (typeof synth.context.createStereoPanner !== 'function') {
			from.connect(out);
			return;
		}
		const side = synth.context.createStereoPanner();
		side.pan.value = near.steps === 0 ? 0 : Math.max(-1, Math.min(1, near.across / near.steps)) * 0.9;
		from.connect(side);
		side.connect(out);
	}
}
