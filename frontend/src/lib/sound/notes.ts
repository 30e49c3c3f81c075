/** Tunes as data: what the synthesiser plays. Times are in beats, pitches in half tones above A4 (440 Hz). */

export interface Note {
	/** When it begins. */
	at: number;
	/** How long it sounds. */
	lasts: number;
	pitch: number;
	voice: Voice;
	/** 0 to 1. */
	loud?: number;
}

export type Voice = 'bell' | 'bass' | 'wood' | 'brush' | 'pad' | 'chip';

export interface Tune {
	/** Beats a minute. */
	tempo: number;
	/** Beats. */
	lasts: number;
	notes: Note[];
}

/** How many hertz a pitch has in equal temperament. */
export function hertz(pitch: number): number {
	return 440 * 2 ** (pitch / 12);
}

/** How many milliseconds a tune lasts. */
export function milliseconds(tune: Tune): number {
	return (tune.lasts * 60_000) / tune.tempo;
}

const CHORDS = [
	// F major seventh, D minor seventh, B flat, C: an evening in a games room.
	[-16, -12, -9, -5],
	[-19, -16, -12, -9],
	[-23, -19, -16, -12],
	[-21, -17, -14, -9]
] as const;

const MELODY = [8, 12, 15, 12, 17, 15, 12, 8, 5, 8, 12, 8, 10, 12, 7, 3] as const;

/** The music of the lobby: sixteen beats that go round, a bass that walks, a few bells. */
export function lobby(): Tune {
	const notes: Note[] = [];
	CHORDS.forEach((chord, bar) => {
		const start = bar * 4;
		for (const pitch of chord) notes.push({ at: start, lasts: 3.8, pitch, voice: 'pad', loud: 0.16 });
		const [root = -16, , fifth = -9] = chord;
		[root - 12, root - 12, fifth - 12, root - 5].forEach((pitch, beat) => {
			notes.push({ at: start + beat, lasts: beat === 0 ? 0.9 : 0.5, pitch, voice: 'bass', loud: 0.5 });
		});
		for (let beat = 0; beat < 4; beat += 1) {
			notes.push({ at: start + beat + 0.5, lasts: 0.1, pitch: 24, voice: 'brush', loud: beat % 2 === 1 ? 0.22 : 0.12 });
			if (beat % 2 === 1) notes.push({ at: start + beat, lasts: 0.1, pitch: 10, voice: 'wood', loud: 0.2 });
		}
		for (let step = 0; step < 4; step += 1) {
			const pitch = MELODY[bar * 4 + step] ?? 0;
			// It breathes: not on every beat, and a little late.
			if ((bar + step) % 3 !== 2)
				notes.push({ at: start + step + (step % 2) * 0.5, lasts: 0.8, pitch, voice: 'bell', loud: 0.28 });
		}
	});
	return { tempo: 96, lasts: 16, notes };
}

const tune = (tempo: number, lasts: number, ...notes: [number, number, number, Voice, number?][]): Tune => ({
	tempo,
	lasts,
	notes: notes.map(([at, length, pitch, voice, loud = 0.5]) => ({ at, lasts: length, pitch, voice, loud }))
});

/** What happens, as it sounds. */
export const SOUNDS = {
	join: tune(240, 1, [0, 0.4, 3, 'bell', 0.4], [0.5, 0.6, 10, 'bell', 0.4]),
	begin: tune(200, 3, [0, 0.4, -2, 'wood'], [1, 0.4, 3, 'wood'], [2, 1, 10, 'bell', 0.6]),
	tick: tune(240, 1, [0, 0.15, 15, 'wood', 0.35]),
	up: tune(180, 2, [0, 0.6, 5, 'bell'], [0.5, 1.2, -2, 'bell']),
	results: tune(240, 2, [0, 0.2, 0, 'wood'], [0.5, 0.2, 5, 'wood'], [1, 0.8, 12, 'bell', 0.4]),
	solution: tune(200, 3, [0, 0.5, 3, 'bell'], [0.5, 0.5, 7, 'bell'], [1, 1.6, 15, 'bell']),
	ranking: tune(260, 3, [0, 0.3, -5, 'wood'], [0.5, 0.3, 0, 'wood'], [1, 0.3, 4, 'wood'], [1.5, 1, 7, 'bell', 0.4]),
	podium: tune(
		150,
		6,
		[0, 0.5, 3, 'bell', 0.6],
		[0.5, 0.3, 3, 'bell', 0.5],
		[1, 0.5, 7, 'bell', 0.6],
		[1.5, 0.5, 10, 'bell', 0.6],
		[2, 2.5, 15, 'bell', 0.7],
		[2, 2.5, 10, 'bell', 0.4],
		[2, 2.5, 7, 'bell', 0.4],
		[0, 1, -21, 'bass', 0.6],
		[2, 2, -21, 'bass', 0.6]
	),
	// Of the pixel games, in the voice of their machines.
	gone: tune(240, 1, [0, 0.4, 10, 'chip', 0.4], [0.5, 0.5, 3, 'chip', 0.3]),
	turn: tune(280, 1, [0, 0.3, 3, 'chip'], [0.4, 0.5, 8, 'chip']),
	taken: tune(300, 2, [0, 0.25, 8, 'chip'], [0.5, 0.25, 12, 'chip'], [1, 0.7, 15, 'chip', 0.6]),
	guessed: tune(300, 2, [0, 0.3, 7, 'chip'], [0.5, 0.3, 10, 'chip'], [1, 0.8, 19, 'bell', 0.5]),
	close: tune(260, 1, [0, 0.3, 5, 'chip', 0.4], [0.5, 0.4, 6, 'chip', 0.4]),
	bitten: tune(220, 2, [0, 0.4, -4, 'chip'], [0.5, 0.4, -10, 'chip'], [1, 0.8, -16, 'bass', 0.8]),
	healed: tune(260, 2, [0, 0.3, -4, 'chip', 0.4], [0.5, 0.3, 3, 'chip', 0.4], [1, 0.8, 8, 'bell', 0.5]),
	out: tune(180, 2, [0, 0.5, 3, 'chip', 0.4], [0.6, 0.5, 0, 'chip', 0.4], [1.2, 0.8, -4, 'chip', 0.4])
} as const;

export type Sound = keyof typeof SOUNDS;
