/** Colours of slides. They are written into quizzes and must look the same everywhere, so they are no tokens. */

/** What is chosen from, by name; the order is that of the palette in the editor. */
export const COLOURS = {
	ink: '#2a2136',
	paper: '#fffaf0',
	persimmon: '#c9472b',
	honey: '#f2bf4a',
	teal: '#1f6f78',
	plum: '#6d2c6b',
	moss: '#3f7a4a',
	sky: '#9cc4ea',
	rose: '#f0b6c2',
	stone: '#b9ab9b'
} as const;

export type ColourName = keyof typeof COLOURS;

export const NAMES = Object.keys(COLOURS) as ColourName[];

/** Surfaces that a slide may lie on. */
export const SURFACES: readonly ColourName[] = [
	'paper',
	'honey',
	'rose',
	'sky',
	'stone',
	'teal',
	'moss',
	'plum',
	'persimmon',
	'ink'
];

const HEX = /^#[0-9a-f]{6}$/i;

export function isColour(value: unknown): value is string {
	return typeof value === 'string' && HEX.test(value);
}

/** The ink that is read on a surface: dark or light, whichever stands out more (WCAG 2.2, relative luminance). */
export function inkOn(surface: string): string {
	return contrast(surface, COLOURS.ink) >= contrast(surface, COLOURS.paper) ? COLOURS.ink : COLOURS.paper;
}

/** Contrast of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
	const [red, green, blue] = [1, 3, 5].map((from) => {
		const part = parseInt(hex.slice(from, from + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
