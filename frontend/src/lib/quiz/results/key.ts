/** What a host says was right after all: the form of the dialog, and what the server wants of it. Pure. */

import type { Schemas } from '#lib/api/client.ts';
import type { Question } from '#lib/quiz/editor/document.ts';

export type Corrected = Schemas['Corrected'];

export interface Key {
	/** ABCD and CHECK: ids of the right options. */
	right: string[];
	/** TEXT: accepted texts, one a line. */
	accepted: string;
	/** RANGE. An empty number field gives null (or undefined, by browser). */
	min: number | null | undefined;
	max: number | null | undefined;
	/** ORDER: ids of the options in the right order. */
	order: string[];
	/** The question itself was wrong: whoever answered was right. */
	allRight: boolean;
	reason: string;
}

/** The key that counts now. */
export function keyOf(question: Question): Key {
	const options = 'options' in question ? question.options : [];
	return {
		right: options.filter((option) => option.right).map((option) => option.id),
		accepted: question.kind === 'TEXT' ? question.accepted.map((one) => one.text).join('\n') : '',
		min: question.kind === 'RANGE' ? question.min_correct : null,
		max: question.kind === 'RANGE' ? question.max_correct : null,
		order: question.kind === 'ORDER' ? options.map((option) => option.id) : [],
		allRight: false,
		reason: ''
	};
}

const MOST_ACCEPTED = 16;

/** What is missing in a key; null if it can be sent. */
export function wrongWith(question: Question, key: Key): 'right' | 'accepted' | 'range' | null {
	if (key.allRight) return null;
	switch (question.kind) {
		case 'ABCD':
		case 'CHECK':
			return key.right.length > 0 ? null : 'right';
		case 'TEXT': {
			const count = textsOf(key.accepted).length;
			return count > 0 && count <= MOST_ACCEPTED ? null : 'accepted';
		}
		case 'RANGE': {
			const { min, max } = key;
			if (min == null || max == null || !Number.isInteger(min) || !Number.isInteger(max)) return 'range';
			return min <= max && min >= (question.min ?? min) && max <= (question.max ?? max) ? null : 'range';
		}
		default:
			return null;
	}
}

/** The key as the server takes it. */
export function correctedOf(question: Question, key: Key): Corrected {
	const body: Corrected = { reason: key.reason.trim(), all_right: key.allRight };
	if (key.allRight) return body;
	switch (question.kind) {
		case 'ABCD':
		case 'CHECK':
			return { ...body, right: key.right };
		case 'TEXT':
			return { ...body, accepted: textsOf(key.accepted) };
		case 'RANGE':
			return { ...body, min_correct: key.min ?? null, max_correct: key.max ?? null };
		case 'ORDER':
			return { ...body, order: key.order };
		default:
			return body;
	}
}

/** The order with one option moved up or down by one place. */
export function moved(order: readonly string[], at: number, by: -1 | 1): string[] {
	const next = [...order];
	const [one] = next.splice(at, 1);
	if (one !== undefined) next.splice(Math.min(next.length, Math.max(0, at + by)), 0, one);
	return next;
}

function textsOf(lines: string): string[] {
	const texts = lines.split('\n').map((line) => line.trim());
	return texts.filter((text, at) => text !== '' && texts.indexOf(text) === at);
}
