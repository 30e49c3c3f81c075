/** The report of an import: what was taken, changed, left out or wrong, and where. */

import { number } from '#lib/i18n/language.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Kind } from '#lib/quiz/editor/document.ts';
import { flawSentence } from '#lib/quiz/editor/flaw-sentences.ts';
import { KIND_NAMES } from '#lib/quiz/editor/kinds.ts';
import { readWhat } from '#lib/quiz/editor/refusals.ts';
import { NOTES } from '#lib/quiz/importing/notes.ts';

export type Level = 'error' | 'skipped' | 'changed' | 'taken';

/** What must be seen first comes first. */
export const LEVELS: readonly Level[] = ['error', 'skipped', 'changed', 'taken'];

export interface Line {
	level: Level;
	code: string;
	place: { row?: number; question?: number; option?: number; field?: string; part?: string };
	values: Record<string, string | number>;
	/** In English, for codes that this page does not know. */
	message: string;
}

const FIELDS: Record<string, () => string> = {
	title: m.editor_import_field_title,
	description: m.editor_import_field_description,
	language: m.editor_import_field_language,
	question: m.editor_import_field_question,
	text: m.editor_import_field_text,
	time: m.editor_import_field_time,
	image: m.editor_import_field_image,
	image_alt: m.editor_import_field_image_alt,
	explanation: m.editor_import_field_explanation,
	credit: m.editor_import_field_credit,
	points: m.editor_import_field_points,
	kind: m.editor_import_field_kind,
	right: m.editor_import_field_right,
	content: m.editor_import_field_content,
	color: m.editor_import_field_color,
	cover_image: m.editor_import_field_cover_image,
	background_image: m.editor_import_field_background_image
};

/** The lines of a report, whatever the server sent. */
export function linesOf(report: unknown): Line[] {
	if (!Array.isArray(report)) return [];
	return report
		.filter((line): line is Record<string, unknown> => typeof line === 'object' && line !== null)
		.map((line) => ({
			level: LEVELS.includes(line.level as Level) ? (line.level as Level) : 'changed',
			code: String(line.code ?? ''),
			place: (line.place as Line['place'] | undefined) ?? {},
			values: (line.values as Line['values'] | undefined) ?? {},
			message: String(line.message ?? '')
		}));
}

/** How many lines of a level there are; of what was taken only questions count. */
export function countOf(lines: Line[], level: Level): number {
	return lines.filter((line) => line.level === level).length;
}

/** Where it is, in words; empty for the whole file. */
export function placeOf({ place }: Line): string {
	return [
		place.part ?? '',
		place.row === undefined ? '' : m.editor_import_place_row({ row: number(place.row) }),
		place.question === undefined ? '' : m.editor_import_place_question({ question: number(place.question) }),
		place.option === undefined ? '' : m.editor_import_place_option({ option: number(place.option) }),
		place.field === undefined ? '' : fieldOf(place.field)
	]
		.filter(Boolean)
		.join(', ');
}

/** What it is, in a sentence. */
export function sayingOf({ code, values, message }: Line): string {
	const sentence = NOTES[code];
	if (!sentence) return message;
	if (code === 'invalid') {
		const { code: flaw, values: found } = readWhat(String(values.what ?? ''));
		const what = flawSentence({ question: null, field: '', code: flaw, values: found }) ?? '';
		return sentence({ field: fieldOf(String(values.field ?? '')), what });
	}
	const said = Object.keys(values).reduce<Line['values']>((all, name) => {
		const value = values[name] ?? '';
		return { ...all, [name]: typeof value === 'number' ? number(value) : value };
	}, {});
	if (typeof said.kind === 'string' && said.kind in KIND_NAMES) said.kind = KIND_NAMES[said.kind as Kind]();
	return sentence(said);
}

function fieldOf(field: string): string {
	return FIELDS[field]?.() ?? field;
}
