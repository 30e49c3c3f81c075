/** Things on a slide, as people call them. */

import { m } from '#lib/paraglide/messages.js';
import type { Figure } from '#lib/quiz/slides/figures.ts';
import type { ColourName } from '#lib/quiz/slides/palette.ts';
import type { Thing } from '#lib/quiz/slides/slide.ts';

export const FIGURE_NAMES: Record<Figure, () => string> = {
	rectangle: m.editor_figure_rectangle,
	ellipse: m.editor_figure_ellipse,
	triangle: m.editor_figure_triangle,
	star: m.editor_figure_star,
	arrow: m.editor_figure_arrow,
	bubble: m.editor_figure_bubble,
	line: m.editor_figure_line
};

export const COLOUR_NAMES: Record<ColourName, () => string> = {
	ink: m.editor_colour_ink,
	paper: m.editor_colour_paper,
	persimmon: m.editor_colour_persimmon,
	honey: m.editor_colour_honey,
	teal: m.editor_colour_teal,
	plum: m.editor_colour_plum,
	moss: m.editor_colour_moss,
	sky: m.editor_colour_sky,
	rose: m.editor_colour_rose,
	stone: m.editor_colour_stone
};

export function thingName(thing: Thing): string {
	if (thing.kind === 'picture') return m.editor_slide_picture();
	if (thing.kind === 'figure') return FIGURE_NAMES[thing.figure]();
	return m.editor_slide_text_named({ words: thing.text.slice(0, 60) });
}
