import { describe, expect, it } from 'vitest';
import { shownOf } from '#lib/quiz/editor/shown.ts';
import {
	added,
	arranged,
	changedThing,
	flattened,
	raised,
	removedThing,
	settled,
	surfaced
} from '#lib/quiz/editor/slide-editing.ts';
import { choice, slide } from '#lib/quiz/editor/testing.ts';
import type { SlideQuestion } from '#lib/quiz/editor/document.ts';
import { COLOURS } from '#lib/quiz/slides/palette.ts';
import { readContent, type Board } from '#lib/quiz/slides/slide.ts';

function boardOf(question: SlideQuestion): Board {
	const read = readContent(question.content);
	if (read.form !== 'board') throw new Error(read.form);
	return read;
}

function kinds(question: SlideQuestion): string[] {
	return boardOf(question).things.map(({ kind }) => kind);
}

describe('a slide that is edited', () => {
	it('is arranged from plain text, and becomes plain text again', () => {
		const free = arranged(slide({ image: 'p1' }));
		expect(kinds(free)).toEqual(['text', 'picture']);
		expect(flattened(free).content).toBe('That was it.');
	});

	it('follows its headline and its picture', () => {
		const free = arranged(slide());
		expect(kinds(settled({ ...free, image: 'p1' }))).toEqual(['text', 'picture']);
		expect(kinds(settled({ ...settled({ ...free, image: 'p1' }), image: null }))).toEqual(['text']);
		expect(settled({ ...free, question: '<b>New</b>' }).content).toContain('"text":"New"');
		const plain = slide();
		expect(settled(plain)).toBe(plain);
	});

	it('takes shapes, moves them within its edges, and lets them go', () => {
		const { board, id } = added(boardOf(arranged(slide())), 'star', '');
		const moved = changedThing(board, id, { x: 5_000 });
		expect(moved.things.find((thing) => thing.id === id)).toMatchObject({ x: 1_060, width: 220 });
		expect(raised(moved, id, false).things[0]?.id).toBe(id);
		expect(removedThing(moved, id).things).toHaveLength(1);
	});

	it('keeps its texts readable on another surface', () => {
		const dark = surfaced(boardOf(arranged(slide())), COLOURS.ink);
		expect(dark.things[0]).toMatchObject({ colour: COLOURS.paper });
	});
});

describe('the preview', () => {
	it('tells nothing of what is right', () => {
		expect(JSON.stringify(shownOf(choice()))).not.toContain('right');
		const order = shownOf(choice({ kind: 'ORDER' }));
		expect(Array.isArray(order.answers) && order.answers.map(({ answer }) => answer)).toEqual(['Rhine', 'Volga']);
	});

	it('leaves out answers that are not there yet', () => {
		const shown = shownOf(choice({ options: [...choice().options, { id: 'c', text: '' }] }));
		expect(shown.answers).toHaveLength(2);
	});
});
