import { describe, expect, it } from 'vitest';
import { drawingOf } from '#lib/quiz/slides/drawing.ts';
import { FIGURES } from '#lib/quiz/slides/figures.ts';
import { COLOURS, contrast, inkOn, SURFACES } from '#lib/quiz/slides/palette.ts';
import { setting } from '#lib/quiz/slides/setting.ts';
import { fitted, readContent, wordsOf, writeBoard, type Board, type Thing } from '#lib/quiz/slides/slide.ts';

const box = { x: 100, y: 200, width: 300, height: 150 };

function board(...things: Thing[]): Board {
	return { form: 'board', surface: COLOURS.honey, things };
}

describe('a slide', () => {
	it('is plain text as it stands', () => {
		expect(readContent('One\nTwo {three}')).toEqual({ form: 'text', text: 'One\nTwo {three}' });
		expect(readContent('{ not a canvas }')).toEqual({ form: 'text', text: '{ not a canvas }' });
		expect(readContent('{"stage":{}}')).toEqual({ form: 'text', text: '{"stage":{}}' });
	});

	it('keeps a board to the unit', () => {
		const before = board(
			{
				id: 't1',
				kind: 'text',
				...box,
				text: 'a <b> c\nd',
				size: 44,
				colour: COLOURS.ink,
				strong: true,
				align: 'center'
			},
			{ id: 't2', kind: 'picture', ...box },
			...FIGURES.map((figure, index): Thing => ({
				id: `f${index}`,
				kind: 'figure',
				figure,
				colour: COLOURS.teal,
				...box
			}))
		);
		expect(readContent(writeBoard(before, 'Hello'))).toEqual(before);
	});

	it('is a canvas that the deployed original loads', () => {
		const written = JSON.parse(
			writeBoard(board({ id: 'a', kind: 'figure', figure: 'star', colour: COLOURS.plum, ...box }), 'Hello <b>')
		);
		expect(Object.keys(written)).toEqual(['stage', 'layer', 'background', 'shapes']);
		expect(written.background.image.attrs).toEqual({});
		expect(written.shapes.map((shape: { className: string }) => shape.className)).toEqual(['Label', 'Line']);
		// It reads the tag first and the text second, and prints texts as HTML in places.
		expect(written.shapes[0].children[0].className).toBe('Tag');
		expect(written.shapes[0].children[1].attrs.text).toBe('Hello <\u2060b>');
	});

	it('lies on the board as a whole', () => {
		expect(fitted({ x: 1200, y: -50, width: 400, height: 4 })).toEqual({ x: 880, y: 0, width: 400, height: 24 });
		expect(fitted({ x: 0, y: 0, width: 5000, height: 5000 })).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
	});

	it('takes no more of a damaged board than makes sense', () => {
		const damaged = JSON.parse(
			writeBoard(board({ id: 'a', kind: 'picture', ...box }, { id: 'b', kind: 'picture', ...box }), '')
		);
		damaged.shapes.push(null, 4, { className: 'Rect' }, { attrs: { rumpus: 'rectangle', x: 'far' } });
		const read = readContent(JSON.stringify(damaged));
		expect(read.form === 'board' && read.things.map((thing) => thing.kind)).toEqual(['picture', 'figure']);
	});

	it('has its words', () => {
		const text: Thing = {
			id: 'a',
			kind: 'text',
			...box,
			text: 'Words',
			size: 40,
			colour: COLOURS.ink,
			strong: false,
			align: 'left'
		};
		expect(wordsOf(writeBoard(board(text), 'Headline'))).toBe('Words');
		expect(wordsOf('plain')).toBe('plain');
	});

	it('shows the drawings of others, but nothing from elsewhere', () => {
		const canvas = {
			stage: { attrs: { width: 800, height: 600 } },
			layer: {},
			background: { image: { attrs: {} }, overlay: { attrs: { fill: 'url(http://elsewhere/)' } } },
			shapes: [
				{ className: 'Circle', attrs: { x: 10, y: 20, radius: 30, fill: 'rgb(1, 2, 3)' } },
				{
					className: 'Label',
					attrs: { x: 1, y: 2 },
					children: [{ className: 'Tag' }, { className: 'Text', attrs: { text: 'Hi', fontSize: 30 } }]
				},
				{ className: 'Image', attrs: { url: 'http://elsewhere/cat.png' } },
				{ className: 'Mystery' }
			]
		};
		const read = readContent(JSON.stringify(canvas));
		if (read.form !== 'drawing') throw new Error(read.form);
		const drawing = drawingOf(read.canvas, () => null);
		expect([drawing.width, drawing.height, drawing.surface]).toEqual([800, 600, null]);
		expect(drawing.parts.map((part) => part.tag)).toEqual(['ellipse', 'text']);
		expect(wordsOf(JSON.stringify(canvas))).toBe('Hi');
	});

	it('is read from far away: ink stands out on every surface', () => {
		for (const surface of SURFACES) expect(contrast(COLOURS[surface], inkOn(COLOURS[surface]))).toBeGreaterThan(4.5);
	});

	it('is set as large as its words allow', () => {
		const few = setting('Hello', 'A few words', false);
		const many = setting('Hello', 'Many words on one slide. '.repeat(60), false);
		expect(few.text).toBeGreaterThan(many.text);
		expect(many.text).toBeGreaterThanOrEqual(16);
	});
});
