/**
 * What stands on a slide besides its headline.
 *
 * The headline is the question's text and the picture the question's image, in every form: results, remotes and all
 * exports know them there. The content is one of three:
 *
 * - `text`: plain text with line breaks, which every format can hold;
 * - `board`: texts and shapes that lie freely, and where the picture lies;
 * - `drawing`: a canvas of the deployed original, which is shown and kept but not edited.
 *
 * A board is written as the canvas of the deployed original (quiz.md 4.2: stage, layer, background, shapes), so that
 * its pages show it too: Label for texts, Rect, Ellipse and closed Lines for shapes. What these do not say, the
 * attribute `rumpus` does, which they keep and ignore.
 */

import { cornersOf, isFigure, round, type Figure } from '#lib/quiz/slides/figures.ts';
import { COLOURS, inkOn, isColour } from '#lib/quiz/slides/palette.ts';

/** The measures of a board, in its own units. */
export const WIDTH = 1280;
export const HEIGHT = 720;

/** The most things that lie on a board. */
export const MOST_THINGS = 60;

/** The most characters of a content, as the quiz file has it. */
export const LONGEST = 100_000;

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface TextThing extends Box {
	id: string;
	kind: 'text';
	text: string;
	/** Height of its letters. */
	size: number;
	colour: string;
	strong: boolean;
	align: 'left' | 'center' | 'right';
}

export interface FigureThing extends Box {
	id: string;
	kind: 'figure';
	figure: Figure;
	colour: string;
}

/** Where the question's picture lies. There is one at most. */
export interface PictureThing extends Box {
	id: string;
	kind: 'picture';
}

export type Thing = TextThing | FigureThing | PictureThing;

export interface Board {
	form: 'board';
	surface: string;
	/** From the back to the front. */
	things: Thing[];
}

export type Content = { form: 'text'; text: string } | Board | { form: 'drawing'; canvas: Canvas };

/** A node of a canvas. */
export interface Node {
	attrs: Record<string, unknown>;
	className: string;
	children: Node[];
}

export interface Canvas {
	stage: Node;
	background: { image: Node; overlay: Node };
	shapes: Node[];
}

/** Where the headline stands on a board. */
export const HEADLINE: Box & { size: number } = { x: 64, y: 40, width: 1152, height: 132, size: 56 };

/** Where a picture lies at first. */
export const PICTURE: Box = { x: 704, y: 200, width: 512, height: 456 };

/** Read what stands in a question. Whatever it is, something can be shown. */
export function readContent(content: string): Content {
	const canvas = canvasOf(content);
	if (canvas === null) return { form: 'text', text: content };
	if (canvas.stage.attrs.rumpus !== 1) return { form: 'drawing', canvas };
	const things: Thing[] = [];
	const taken = new Set<string>();
	for (const node of canvas.shapes) {
		const thing = thingOf(node, `t${things.length + 1}`);
		if (thing === null || things.length >= MOST_THINGS || taken.has(thing.id)) continue;
		if (thing.kind === 'picture' && things.some((other) => other.kind === 'picture')) continue;
		taken.add(thing.id);
		things.push(thing);
	}
	const surface = canvas.background.overlay.attrs.fill;
	return { form: 'board', surface: isColour(surface) ? surface : COLOURS.paper, things };
}

/** A board as the content of a question with this headline (plain text: the deployed pages print it as a label). */
export function writeBoard(board: Board, headline: string): string {
	const shapes: object[] = [];
	if (headline)
		shapes.push(label(HEADLINE, headline, { rumpus: 'headline' }, HEADLINE.size, inkOn(board.surface), true, 'left'));
	for (const thing of board.things) shapes.push(nodeOf(thing));
	return JSON.stringify({
		stage: node('Stage', { width: WIDTH, height: HEIGHT, rumpus: 1 }),
		layer: node('Layer', {}),
		background: {
			image: node('Image', {}),
			overlay: node('Rect', { x: 0, y: 0, width: WIDTH, height: HEIGHT, fill: board.surface })
		},
		shapes
	});
}

/** All words of a content, for lists and previews in words. */
export function wordsOf(content: string): string {
	const read = readContent(content);
	if (read.form === 'text') return read.text;
	if (read.form === 'board')
		return read.things
			.map((thing) => (thing.kind === 'text' ? thing.text : ''))
			.filter(Boolean)
			.join('\n');
	return read.canvas.shapes
		.map((shape) => shape.children.map((child) => child.attrs.text).find((text) => typeof text === 'string'))
		.filter(Boolean)
		.join('\n');
}

/** A box that lies on the board as a whole and is large enough to be taken hold of. */
export function fitted<T extends Box>(box: T, least = 24): T {
	const width = round(Math.min(WIDTH, Math.max(least, box.width)));
	const height = round(Math.min(HEIGHT, Math.max(least, box.height)));
	const x = round(Math.min(WIDTH - width, Math.max(0, box.x)));
	const y = round(Math.min(HEIGHT - height, Math.max(0, box.y)));
	return { ...box, x, y, width, height };
}

function canvasOf(content: string): Canvas | null {
	if (!content.startsWith('{')) return null;
	let raw: unknown;
	try {
		raw = JSON.parse(content);
	} catch {
		return null;
	}
	const parts = record(raw);
	const background = record(parts.background);
	if (!(
		'stage' in parts &&
		'layer' in parts &&
		'shapes' in parts &&
		'image' in background &&
		'overlay' in background
	)) {
		return null;
	}
	return {
		stage: read(parts.stage),
		background: { image: read(background.image), overlay: read(background.overlay) },
		shapes: Array.isArray(parts.shapes) ? parts.shapes.map((shape) => read(shape)) : []
	};
}

function read(raw: unknown, depth = 0): Node {
	const given = record(raw);
	const children = Array.isArray(given.children) && depth < 4 ? given.children : [];
	return {
		attrs: record(given.attrs),
		className: typeof given.className === 'string' ? given.className : '',
		children: children.map((child) => read(child, depth + 1))
	};
}

function thingOf(given: Node, name: string): Thing | null {
	const { attrs } = given;
	const kind = attrs.rumpus;
	const id = typeof attrs.id === 'string' && attrs.id ? attrs.id : name;
	if (kind === 'text') {
		const text = given.children.find((child) => child.className === 'Text')?.attrs ?? {};
		const align = text.align === 'center' || text.align === 'right' ? text.align : 'left';
		return fitted<TextThing>({
			id,
			kind: 'text',
			x: number(attrs.x, 0),
			y: number(attrs.y, 0),
			width: number(text.width, 400),
			height: number(text.height, 80),
			text: typeof text.text === 'string' ? text.text.replace(/<\u2060/g, '<') : '',
			size: Math.min(200, Math.max(12, number(text.fontSize, 40))),
			colour: isColour(text.fill) ? text.fill : COLOURS.ink,
			strong: text.fontStyle === 'bold',
			align
		});
	}
	const box = fitted(boxOf(given));
	if (kind === 'picture') return { id, kind, ...box };
	if (isFigure(kind)) {
		return { id, kind: 'figure', figure: kind, colour: isColour(attrs.fill) ? attrs.fill : COLOURS.teal, ...box };
	}
	return null;
}

function boxOf({ attrs, className }: Node): Box {
	if (className === 'Ellipse') {
		const [across, down] = [number(attrs.radiusX, 50), number(attrs.radiusY, 50)];
		return { x: number(attrs.x, 0) - across, y: number(attrs.y, 0) - down, width: 2 * across, height: 2 * down };
	}
	let [width, height] = [number(attrs.width, 100), number(attrs.height, 100)];
	if (className === 'Line' && Array.isArray(attrs.points)) {
		const points = attrs.points.map((point) => number(point, 0));
		width = Math.max(...points.filter((_, index) => index % 2 === 0), 0);
		height = Math.max(...points.filter((_, index) => index % 2 === 1), 0);
		// A line's box is higher than what is drawn of it.
		if (attrs.rumpus === 'line') height = number(attrs.boxHeight, height);
	}
	return { x: number(attrs.x, 0), y: number(attrs.y, 0), width, height };
}

function nodeOf(thing: Thing): object {
	const { id, x, y, width, height } = thing;
	if (thing.kind === 'text') {
		return label(thing, thing.text, { rumpus: 'text', id }, thing.size, thing.colour, thing.strong, thing.align);
	}
	if (thing.kind === 'picture') return node('Rect', { rumpus: 'picture', id, x, y, width, height, opacity: 0 });
	const { figure, colour } = thing;
	const common = { rumpus: figure, id, fill: colour, strokeWidth: 0 };
	if (figure === 'rectangle') return node('Rect', { ...common, x, y, width, height, cornerRadius: 12 });
	if (figure === 'ellipse') {
		const [radiusX, radiusY] = [round(width / 2), round(height / 2)];
		return node('Ellipse', { ...common, x: round(x + width / 2), y: round(y + height / 2), radiusX, radiusY });
	}
	const more = figure === 'line' ? { boxHeight: height } : {};
	return node('Line', { ...common, ...more, x, y, points: cornersOf(figure, width, height), closed: true });
}

function label(
	{ x, y, width, height }: Box,
	text: string,
	attrs: object,
	fontSize: number,
	fill: string,
	strong: boolean,
	align: string
): object {
	return {
		...node('Label', { ...attrs, x, y }),
		children: [
			node('Tag', { fill: 'transparent' }),
			node('Text', {
				text: guarded(text),
				width,
				height,
				fontSize,
				lineHeight: 1.25,
				fill,
				fontStyle: strong ? 'bold' : 'normal',
				align
			})
		]
	};
}

function node(className: string, attrs: object): { attrs: object; className: string; filters: never[] } {
	return { attrs, className, filters: [] };
}

/** No `<` opens a tag on the deployed pages: a word joiner, which shows nothing, comes between. */
function guarded(text: string): string {
	return text.replace(/<(?=[A-Za-z/!?])/g, '<\u2060');
}

function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function number(value: unknown, otherwise: number): number {
	return typeof value === 'number' && isFinite(value) ? value : otherwise;
}
