/** The kinds of questions as people call them. */

import { m } from '#lib/paraglide/messages.js';
import type { Kind } from '#lib/quiz/editor/document.ts';

export const KIND_NAMES: Record<Kind, () => string> = {
	ABCD: m.editor_kind_abcd,
	CHECK: m.editor_kind_check,
	TEXT: m.editor_kind_text,
	RANGE: m.editor_kind_range,
	ORDER: m.editor_kind_order,
	VOTING: m.editor_kind_voting,
	SLIDE: m.editor_kind_slide
};

export const KIND_HINTS: Record<Kind, () => string> = {
	ABCD: m.editor_kind_abcd_hint,
	CHECK: m.editor_kind_check_hint,
	TEXT: m.editor_kind_text_hint,
	RANGE: m.editor_kind_range_hint,
	ORDER: m.editor_kind_order_hint,
	VOTING: m.editor_kind_voting_hint,
	SLIDE: m.editor_kind_slide_hint
};

/** A small picture of each, as strokes in a square of 24. */
export const KIND_ICONS: Record<Kind, string> = {
	ABCD: 'M4 5h16M4 12h16M4 19h16M6 12h.01',
	CHECK: 'M4 6l2 2 3-4M12 6h8M4 13l2 2 3-4M12 13h8M5 20h3M12 20h8',
	TEXT: 'M4 6V4h16v2M12 4v16M9 20h6',
	RANGE: 'M3 12h18M15 8v8M15 8a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2zM3 9v6M21 9v6',
	ORDER: 'M7 4v16M7 20l-4-4M7 20l4-4M14 6h7M14 12h5M14 18h3',
	VOTING: 'M4 20V12h4v8M10 20V5h4v15M16 20v-6h4v6M2 20h20',
	SLIDE: 'M3 4h18v12H3zM12 16v4M8 20h8'
};

/** Things to do, in the same way. */
export const ICONS = {
	undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
	redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
	grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
	plus: 'M12 5v14M5 12h14',
	cross: 'M6 6l12 12M18 6L6 18',
	bin: 'M4 7h16M10 7V4h4v3M6 7l1 13h10l1-13M10 11v6M14 11v6',
	copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
	picture: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01',
	settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
	share: 'M12 15V4M8 8l4-4 4 4M5 13v7h14v-7',
	past: 'M4 12a8 8 0 1 0 3-6L4 8M4 3v5h5M12 8v4l3 2',
	eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
	back: 'M15 5l-7 7 7 7',
	list: 'M4 6h16M4 12h16M4 18h16',
	play: 'M7 4l13 8-13 8z'
} as const;

export type IconName = keyof typeof ICONS;
