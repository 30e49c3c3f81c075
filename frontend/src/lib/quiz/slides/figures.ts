/** The simple shapes of slides, as outlines in a square of 100 that is stretched to the shape's box. */

export type Figure = 'rectangle' | 'ellipse' | 'triangle' | 'star' | 'arrow' | 'bubble' | 'line';

export const FIGURES: readonly Figure[] = ['rectangle', 'ellipse', 'triangle', 'star', 'arrow', 'bubble', 'line'];

type Points = readonly (readonly [number, number])[];

/** Corners of the figures that have some. */
const CORNERS: Partial<Record<Figure, Points>> = {
	triangle: [
		[50, 0],
		[100, 100],
		[0, 100]
	],
	star: [
		[50, 0],
		[62, 36],
		[100, 38],
		[70, 61],
		[81, 100],
		[50, 77],
		[19, 100],
		[30, 61],
		[0, 38],
		[38, 36]
	],
	arrow: [
		[0, 30],
		[60, 30],
		[60, 0],
		[100, 50],
		[60, 100],
		[60, 70],
		[0, 70]
	],
	bubble: [
		[0, 0],
		[100, 0],
		[100, 76],
		[44, 76],
		[24, 100],
		[24, 76],
		[0, 76]
	],
	line: [
		[0, 40],
		[100, 40],
		[100, 60],
		[0, 60]
	]
};

/** The corners in a box, as numbers one after the other; null for what has no corners or rounded ones. */
export function cornersOf(figure: Figure, width: number, height: number): number[] | null {
	const corners = CORNERS[figure];
	if (!corners) return null;
	return corners.reduce<number[]>((all, [x, y]) => {
		all.push(round((x * width) / 100), round((y * height) / 100));
		return all;
	}, []);
}

/** The outline in a square of 100, for SVG. */
export function outlineOf(figure: Figure): string {
	if (figure === 'rectangle') return 'M0 0H100V100H0Z';
	if (figure === 'ellipse') return 'M50 0A50 50 0 0 1 50 100A50 50 0 0 1 50 0Z';
	const corners = CORNERS[figure] ?? [];
	return `M${corners.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}

export function isFigure(value: unknown): value is Figure {
	return FIGURES.includes(value as Figure);
}

/** To a tenth: what is written into quizzes stays short. */
export function round(value: number): number {
	return Math.round(value * 10) / 10;
}
