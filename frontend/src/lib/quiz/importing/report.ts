/** The lines of an import report in words: where something is, and what was done to it. */

import { number } from '#lib/i18n/language.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Kind } from '#lib/quiz/editor/document.ts';
import { flawSentence } from '#lib/quiz/editor/flaw-sentences.ts';
import { KIND_NAMES } from '#lib/quiz/editor/kinds.ts';
import { readWhat } from '#lib/quiz/editor/refusals.ts';
import type { Line } from '#lib/quiz/importing/lines.ts';
import { NOTES } from '#lib/quiz/importing/notes.ts';

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
