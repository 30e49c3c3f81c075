/** A quiz while it is edited: the members of a quiz file (docs/quiz-file.md), and numbers that may not be typed yet. */

import { plainOf } from '#lib/quiz/html.ts';
import type { Kind } from '#lib/quiz/answers/question.ts';

export type { Kind };

/** In the order in which they are offered. */
export const KINDS: readonly Kind[] = ['ABCD', 'CHECK', 'TEXT', 'RANGE', 'ORDER', 'VOTING', 'SLIDE'];

/** What a quiz holds at most. Lengths are characters (code points). */
export const LIMITS = {
	title: 300,
	description: 2_000,
	question: 500,
	option: 300,
	note: 1_000,
	content: 100_000,
	contents: 500_000,
	questions: 100,
	options: [2, 16],
	accepted: [1, 16],
	time: [1, 999],
	points: [0, 2_000],
	slider: [-1_000_000_000, 1_000_000_000]
} as const;

export const POINTS = 1_000;
export const SLIDE_TIME = 120;

export interface Option {
	id: string;
	text: string;
	/** ABCD and CHECK. */
	right?: boolean;
	color?: string | null;
	/** VOTING and ORDER. */
	image?: string | null;
	image_alt?: string | null;
}

export interface Accepted {
	text: string;
	case_sensitive?: boolean;
}

export interface Common {
	id: string;
	/** HTML. */
	question: string;
	/** Seconds. */
	time: number | null;
	image?: string | null;
	image_alt?: string | null;
	credit?: string | null;
	explanation?: string | null;
	points?: number | null;
	hide_results?: boolean;
}

export interface Choice extends Common {
	kind: 'ABCD' | 'CHECK' | 'VOTING' | 'ORDER';
	options: Option[];
}

export interface Slider extends Common {
	kind: 'RANGE';
	min: number | null;
	max: number | null;
	min_correct: number | null;
	max_correct: number | null;
}

export interface Typed extends Common {
	kind: 'TEXT';
	accepted: Accepted[];
}

export interface SlideQuestion extends Common {
	kind: 'SLIDE';
	content: string;
}

export type Question = Choice | Slider | Typed | SlideQuestion;

export interface QuizDocument {
	rumpus_quiz: 1;
	language: string;
	/** HTML, as the description. */
	title: string;
	description: string;
	cover_image?: string | null;
	background_color?: string | null;
	background_image?: string | null;
	questions: Question[];
}

export function isChoice(question: Question): question is Choice {
	return 'options' in question;
}

/** Whether something is right or wrong here, so that there are points. */
export function isScored(kind: Kind): boolean {
	return kind !== 'VOTING' && kind !== 'SLIDE';
}

/** Whether options of this kind carry pictures. */
export function hasPictures(kind: Kind): boolean {
	return kind === 'VOTING' || kind === 'ORDER';
}

/** A new id that nothing in a quiz has. Plain http pages have no randomUUID. */
export function newId(): string {
	const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
	return [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => letters[byte % letters.length]).join('');
}

/** An empty question. */
export function blank(kind: Kind): Question {
	const common: Common = { id: newId(), question: '', time: kind === 'SLIDE' ? SLIDE_TIME : 20 };
	switch (kind) {
		case 'RANGE':
			return { ...common, kind, min: 0, max: 100, min_correct: null, max_correct: null };
		case 'TEXT':
			return { ...common, kind, time: 30, accepted: [{ text: '' }] };
		case 'SLIDE':
			return { ...common, kind, content: '' };
		default:
			return { ...common, kind, time: kind === 'ORDER' ? 30 : 20, options: [0, 1, 2, 3].map(() => blankOption()) };
	}
}

export function blankOption(text = ''): Option {
	return { id: newId(), text };
}

/** An empty quiz with one question to begin with. */
export function blankQuiz(language: string): QuizDocument {
	return { rumpus_quiz: 1, language, title: '', description: '', questions: [blank('ABCD')] };
}

/** The document that the server keeps, made whole: it leaves out what is as usual. */
export function documentOf(raw: Record<string, unknown>): QuizDocument {
	const given = raw as Partial<QuizDocument>;
	return {
		...given,
		rumpus_quiz: 1,
		language: given.language ?? 'en',
		title: given.title ?? '',
		description: given.description ?? '',
		questions: (given.questions ?? []).map((question) => ({ ...question, id: question.id || newId() }))
	};
}

/** The same question as another kind: what both can hold stays. */
export function converted(question: Question, kind: Kind): Question {
	if (question.kind === kind) return question;
	const { id, time, image, image_alt, credit, explanation, points, hide_results } = question;
	const fresh = blank(kind);
	const common = { id, question: question.question, image, image_alt, credit, explanation, points, hide_results };
	const kept = {
		...fresh,
		...common,
		time: question.kind === 'SLIDE' || kind === 'SLIDE' ? fresh.time : time
	} as Question;
	const texts = textsOf(question);
	if (isChoice(kept)) {
		if (isChoice(question)) {
			const scored = isScored(kind) && kind !== 'ORDER';
			kept.options = question.options.map(({ right, image: picture, image_alt: words, ...option }) => ({
				...option,
				...(scored ? { right: right ?? false } : {}),
				...(hasPictures(kind) && picture ? { image: picture, image_alt: words } : {})
			}));
		} else if (texts.length > 0) {
			const right = kind === 'ABCD' || kind === 'CHECK';
			const options = texts.map((text) => ({ ...blankOption(text), ...(right ? { right: true } : {}) }));
			kept.options = [...options, ...kept.options].slice(0, Math.max(4, texts.length));
		}
	}
	if (kept.kind === 'TEXT' && texts.length > 0) kept.accepted = texts.map((text) => ({ text }));
	if (kept.kind === 'SLIDE' && texts.length > 0) kept.content = texts.join('\n');
	return kept;
}

/** Texts that another kind may take over: of scored options the right ones, if it asks for these only. */
function textsOf(question: Question): string[] {
	if (question.kind === 'TEXT') return question.accepted.map(({ text }) => text).filter(Boolean);
	if (!isChoice(question)) return [];
	const right = question.options.filter((option) => option.right);
	return (right.length > 0 ? right : question.options).map(({ text }) => text).filter(Boolean);
}

/** The question in words, for lists. */
export function wordsOfQuestion(question: Question): string {
	return plainOf(question.question).replace(/\s+/g, ' ').trim();
}
