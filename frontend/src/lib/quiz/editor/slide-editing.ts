/** What can be done to what stands on a slide. */

import { newId, type SlideQuestion } from '#lib/quiz/editor/document.ts';
import { plainOf } from '#lib/quiz/html.ts';
import type { Figure } from '#lib/quiz/slides/figures.ts';
import { COLOURS, inkOn } from '#lib/quiz/slides/palette.ts';
import {
	fitted,
	HEIGHT,
	PICTURE,
	readContent,
	WIDTH,
	wordsOf,
	writeBoard,
	type Board,
	type Thing
} from '#lib/quiz/slides/slide.ts';

/** The question with this board on it. */
export function withBoard(question: SlideQuestion, board: Board): SlideQuestion {
	return { ...question, content: writeBoard(board, plainOf(question.question).trim()) };
}

/** The question after headline or picture changed: a board has the headline written on it, and a place for the picture. */
export function settled(question: SlideQuestion): SlideQuestion {
	const read = readContent(question.content);
	if (read.form !== 'board') return question;
	const placed = read.things.some((thing) => thing.kind === 'picture');
	let { things } = read;
	if (question.image && !placed) things = [...things, { id: newId(), kind: 'picture', ...PICTURE }];
	if (!question.image && placed) things = things.filter((thing) => thing.kind !== 'picture');
	return withBoard(question, { ...read, things });
}

/** A slide of plain text as a board, on which its parts lie where they stood. */
export function arranged(question: SlideQuestion): SlideQuestion {
	const text = wordsOf(question.content);
	const things: Thing[] = [];
	const width = question.image ? PICTURE.x - 112 : WIDTH - 128;
	const top = 200;
	if (text) {
		const size = text.length < 120 ? 44 : text.length < 300 ? 34 : 26;
		const box = { x: 64, y: top, width, height: HEIGHT - top - 64 };
		things.push({
			id: newId(),
			kind: 'text',
			text,
			size,
			colour: inkOn(COLOURS.paper),
			strong: false,
			align: 'left',
			...box
		});
	}
	if (question.image) things.push({ id: newId(), kind: 'picture', ...PICTURE });
	return withBoard(question, { form: 'board', surface: COLOURS.paper, things });
}

/** A board, or a drawing, as plain text again. */
export function flattened(question: SlideQuestion): SlideQuestion {
	return { ...question, content: wordsOf(question.content) };
}

/** Something new in the middle of the board, a little aside of what lies there. */
export function added(board: Board, kind: 'text' | Figure, words: string): { board: Board; id: string } {
	const id = newId();
	const aside = (board.things.length % 6) * 24;
	const place = (width: number, height: number) => ({ x: (WIDTH - width) / 2 + aside, y: 260 + aside, width, height });
	const thing: Thing =
		kind === 'text'
			? {
					id,
					kind,
					text: words,
					size: 40,
					colour: inkOn(board.surface),
					strong: false,
					align: 'left',
					...place(480, 120)
				}
			: {
					id,
					kind: 'figure',
					figure: kind,
					colour: COLOURS.persimmon,
					...place(kind === 'line' ? 400 : 220, kind === 'line' ? 40 : 220)
				};
	return { board: { ...board, things: [...board.things, fitted(thing)] }, id };
}

/** Change one thing; it stays on the board. */
export function changedThing<T extends Thing>(board: Board, id: string, change: Partial<T>): Board {
	const things = board.things.map((thing) => (thing.id === id ? fitted({ ...thing, ...change } as Thing) : thing));
	return { ...board, things };
}

export function removedThing(board: Board, id: string): Board {
	return { ...board, things: board.things.filter((thing) => thing.id !== id) };
}

/** Before all others, or behind them. */
export function raised(board: Board, id: string, front: boolean): Board {
	const thing = board.things.find((one) => one.id === id);
	if (!thing) return board;
	const others = board.things.filter((one) => one.id !== id);
	return { ...board, things: front ? [...others, thing] : [thing, ...others] };
}

/** Lay it on another surface. Texts in the ink of the old one take the ink of the new one. */
export function surfaced(board: Board, surface: string): Board {
	const [before, after] = [inkOn(board.surface), inkOn(surface)];
	const things = board.things.map((thing) =>
		thing.kind === 'text' && thing.colour === before ? { ...thing, colour: after } : thing
	);
	return { ...board, surface, things };
}
