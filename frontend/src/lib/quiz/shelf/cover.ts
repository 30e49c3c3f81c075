/** A quiz without a picture gets a cover of its own: colours and shapes that its id decides, the same on every screen. */

import { MOST } from '#lib/quiz/answers/marks.ts';

/** One shape on a cover, in a box of 160 × 90. */
export interface Piece {
	/** Which of the shapes of answers. */
	shape: number;
	/** Which of their colours. */
	colour: number;
	x: number;
	y: number;
	size: number;
	/** Degrees. */
	turn: number;
}

export interface Motif {
	/** The colour behind. */
	ground: number;
	pieces: Piece[];
}

/** Small steps from a text to numbers that look thrown (FNV-1a, then a xorshift). */
function dice(text: string): () => number {
	let state = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193);
	state = state >>> 0 || 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		state >>>= 0;
		return state / 0x1_0000_0000;
	};
}

/** The cover of a quiz. */
export function motifOf(id: string): Motif {
	const throwDice = dice(id);
	// Dark grounds take light shapes and the other way round: colours take turns in brightness.
	const ground = Math.floor(throwDice() * MOST);
	const places = [
		{ x: 34, y: 52, size: 74 },
		{ x: 92, y: 30, size: 46 },
		{ x: 132, y: 66, size: 58 }
	];
	const pieces = places.map(({ x, y, size }) => ({
		shape: Math.floor(throwDice() * MOST),
		colour: (ground + 1 + 2 * Math.floor(throwDice() * (MOST / 2))) % MOST,
		x: x + (throwDice() - 0.5) * 14,
		y: y + (throwDice() - 0.5) * 12,
		size: size * (0.85 + throwDice() * 0.3),
		turn: (throwDice() - 0.5) * 50
	}));
	return { ground, pieces };
}
