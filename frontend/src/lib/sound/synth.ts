/** Plays notes with WebAudio: no files, a few oscillators and a breath of noise. */

import { hertz, type Note, type Tune, type Voice } from '#lib/sound/notes.ts';

/** How far ahead notes are handed to the sound card, in seconds. */
const AHEAD = 0.1;

interface Shape {
	wave: OscillatorType;
	/** Seconds until it is as loud as it gets. */
	rise: number;
	/** Hertz above which nothing is heard. */
	dark: number;
	/** Loudness, so that the voices match. */
	level: number;
}

const SHAPES: Record<Exclude<Voice, 'brush'>, Shape> = {
	bell: { wave: 'triangle', rise: 0.006, dark: 5200, level: 0.5 },
	bass: { wave: 'triangle', rise: 0.012, dark: 700, level: 0.8 },
	wood: { wave: 'square', rise: 0.002, dark: 1800, level: 0.22 },
	chip: { wave: 'square', rise: 0.002, dark: 3400, level: 0.16 },
	pad: { wave: 'sawtooth', rise: 0.5, dark: 900, level: 0.3 }
};

export class Synth {
	readonly context: AudioContext;
	readonly #out: GainNode;
	#noise: AudioBuffer | null = null;

	constructor() {
		// Safari 14.0 has the old name only.
		// eslint-disable-next-line compat/compat -- and that is looked for
		const Context = window.AudioContext ?? (window as { webkitAudioContext?: typeof AudioContext }).webkitAudioContext;
		this.context = new Context();
		const limiter = this.context.createDynamicsCompressor();
		limiter.threshold.value = -16;
		limiter.connect(this.context.destination);
		this.#out = this.context.createGain();
		this.#out.gain.value = 0.5;
		this.#out.connect(limiter);
	}

	/** Something that fades what is played through it. */
	bus(): GainNode {
		const bus = this.context.createGain();
		bus.connect(this.#out);
		return bus;
	}

	/** Play a tune from a moment on; the moment after its last beat. */
	play(tune: Tune, from = this.context.currentTime + AHEAD / 2, to: AudioNode = this.#out): number {
		const beat = 60 / tune.tempo;
		for (const note of tune.notes) this.#note(note, from + note.at * beat, note.lasts * beat, to);
		return from + tune.lasts * beat;
	}

	#note({ voice, pitch, loud = 0.5 }: Note, at: number, lasts: number, to: AudioNode): void {
		const envelope = this.context.createGain();
		envelope.connect(to);
		const source = voice === 'brush' ? this.#brush(envelope) : this.#tone(SHAPES[voice], hertz(pitch), envelope);
		const { rise, level } = voice === 'brush' ? { rise: 0.002, level: 0.25 } : SHAPES[voice];
		const peak = loud * level;
		envelope.gain.setValueAtTime(0, at);
		envelope.gain.linearRampToValueAtTime(peak, at + Math.min(rise, lasts / 2));
		envelope.gain.exponentialRampToValueAtTime(Math.max(peak / 1000, 1e-5), at + lasts + 0.05);
		source.start(at);
		source.stop(at + lasts + 0.1);
		source.onended = () => envelope.disconnect();
	}

	#tone(shape: Shape, frequency: number, to: AudioNode): OscillatorNode {
		const tone = this.context.createOscillator();
		tone.type = shape.wave;
		tone.frequency.value = frequency;
		const dark = this.context.createBiquadFilter();
		dark.frequency.value = shape.dark;
		tone.connect(dark);
		dark.connect(to);
		return tone;
	}

	#brush(to: AudioNode): AudioBufferSourceNode {
		if (this.#noise === null) {
			this.#noise = this.context.createBuffer(1, this.context.sampleRate / 5, this.context.sampleRate);
			const samples = this.#noise.getChannelData(0);
			for (let at = 0; at < samples.length; at += 1) samples[at] = Math.random() * 2 - 1;
		}
		const source = this.context.createBufferSource();
		source.buffer = this.#noise;
		const bright = this.context.createBiquadFilter();
		bright.type = 'highpass';
		bright.frequency.value = 6000;
		source.connect(bright);
		bright.connect(to);
		return source;
	}
}
