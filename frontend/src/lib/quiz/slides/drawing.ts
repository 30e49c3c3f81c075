/** A canvas of the deployed original as parts that a page can draw. What a page must not take over is left out. */

import { HEIGHT, WIDTH, type Canvas, type Node } from '#lib/quiz/slides/slide.ts';

export interface Part {
	/** SVG element, or `text` for an HTML block. */
	tag: 'path' | 'ellipse' | 'image' | 'text';
	/** Attributes of the SVG element. */
	attrs: Record<string, string | number>;
	/** As SVG writes it, in units of the drawing. */
	transform: string;
	text: string;
	x: number;
	y: number;
	size: number;
	/** 0: as wide as its lines. */
	width: number;
	colour: string;
	behind: string;
	strong: boolean;
	align: string;
}

export interface Drawing {
	width: number;
	height: number;
	surface: string | null;
	parts: Part[];
}

const MOST = 400;
const PAINT = /^(#[0-9a-f]{3,8}|[a-z]{3,20}|(rgb|hsl)a?\([0-9.,%\s/]+\))$/i;

/** What a page draws. `address` says where a picture on this server is, or null for one that is not. */
export function drawingOf(canvas: Canvas, address: (url: string) => string | null): Drawing {
	const { attrs } = canvas.stage;
	const overlay = canvas.background.overlay.attrs;
	const parts: Part[] = [];
	for (const shape of canvas.shapes.slice(0, MOST)) {
		const part = partOf(shape, address);
		if (part) parts.push(part);
	}
	const drawn = { width: size(attrs.width), height: size(attrs.height) };
	return { width: drawn.width || WIDTH, height: drawn.height || HEIGHT, surface: paint(overlay.fill), parts };
}

function partOf({ className, attrs, children }: Node, address: (url: string) => string | null): Part | null {
	const x = number(attrs.x);
	const y = number(attrs.y);
	const empty: Part = {
		tag: 'path',
		attrs: {},
		transform: turned(attrs, x, y),
		text: '',
		x,
		y,
		size: 0,
		width: 0,
		colour: '',
		behind: '',
		strong: false,
		align: 'left'
	};
	const look = {
		fill: paint(attrs.fill) ?? 'none',
		stroke: paint(attrs.stroke) ?? 'none',
		'stroke-width': Math.max(0, number(attrs.strokeWidth, 2)),
		opacity: Math.min(1, Math.max(0, number(attrs.opacity, 1)))
	};
	if (className === 'Label' || className === 'Text') {
		const text = className === 'Text' ? attrs : (children.find((child) => child.className === 'Text')?.attrs ?? {});
		const tag = children.find((child) => child.className === 'Tag')?.attrs ?? {};
		if (typeof text.text !== 'string') return null;
		return {
			...empty,
			tag: 'text',
			text: text.text,
			size: Math.min(400, Math.max(6, number(text.fontSize, 12))),
			width: Math.max(0, number(text.width)),
			colour: paint(text.fill) ?? '',
			behind: paint(tag.fill) ?? '',
			strong: String(text.fontStyle ?? '').includes('bold'),
			align: text.align === 'center' || text.align === 'right' ? text.align : 'left'
		};
	}
	if (className === 'Rect') {
		const [width, height] = [number(attrs.width), number(attrs.height)];
		return { ...empty, attrs: { ...look, d: `M0 0H${width}V${height}H0Z` } };
	}
	if (className === 'Circle' || className === 'Ellipse') {
		const rx = Math.max(0, number(attrs.radiusX, number(attrs.radius)));
		const ry = Math.max(0, number(attrs.radiusY, number(attrs.radius)));
		return { ...empty, tag: 'ellipse', attrs: { ...look, rx, ry } };
	}
	if (className === 'Line' || className === 'Arrow') {
		const points = Array.isArray(attrs.points) ? attrs.points.map((point) => number(point)) : [];
		if (points.length < 4) return null;
		const closed = attrs.closed === true;
		const corners = pairs(points).join('L');
		const fill = closed ? look.fill : 'none';
		return { ...empty, attrs: { ...look, fill, 'stroke-linecap': 'round', d: `M${corners}${closed ? 'Z' : ''}` } };
	}
	if (className === 'RegularPolygon') {
		const sides = Math.min(60, Math.max(3, Math.round(number(attrs.sides, 3))));
		const radius = number(attrs.radius, 50);
		const corners = Array.from({ length: sides }, (_, index) => {
			const angle = (2 * Math.PI * index) / sides;
			return `${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}`;
		});
		return { ...empty, attrs: { ...look, d: `M${corners.join('L')}Z` } };
	}
	if (className === 'Image' && typeof attrs.url === 'string') {
		const href = address(attrs.url);
		if (!href) return null;
		return {
			...empty,
			tag: 'image',
			attrs: { href, width: number(attrs.width, 200), height: number(attrs.height, 200) }
		};
	}
	return null;
}

function turned(attrs: Record<string, unknown>, x: number, y: number): string {
	const steps = [`translate(${x} ${y})`];
	if (number(attrs.rotation)) steps.push(`rotate(${number(attrs.rotation)})`);
	const [across, down] = [number(attrs.scaleX, 1), number(attrs.scaleY, 1)];
	if (across !== 1 || down !== 1) steps.push(`scale(${across} ${down})`);
	return steps.join(' ');
}

function pairs(points: number[]): string[] {
	const found: string[] = [];
	for (let index = 0; index + 1 < points.length; index += 2) found.push(`${points[index]} ${points[index + 1]}`);
	return found;
}

function paint(value: unknown): string | null {
	return typeof value === 'string' && PAINT.test(value) && value !== 'transparent' ? value : null;
}

function size(value: unknown): number {
	return Math.min(10_000, Math.max(0, number(value)));
}

function number(value: unknown, otherwise = 0): number {
	return typeof value === 'number' && isFinite(value) ? value : otherwise;
}
