/** The files that a quiz can be written as. */

import type { operations } from '#lib/api/v2.generated.ts';
import { m } from '#lib/paraglide/messages.js';

export type ExportFormat = operations['ApiV2QuizzesQuizIdExportExport']['parameters']['query']['format'];

interface Words {
	format: ExportFormat;
	label: () => string;
	hint: () => string;
}

/** Each format with its words; what serves most people first. */
export const FORMATS: readonly Words[] = [
	{ format: 'xlsx', label: m.host_export_xlsx, hint: m.host_export_xlsx_hint },
	{ format: 'csv', label: m.host_export_csv, hint: m.host_export_csv_hint },
	{ format: 'cqa', label: m.host_export_cqa, hint: m.host_export_cqa_hint },
	{ format: 'json', label: m.host_export_json, hint: m.host_export_json_hint },
	{ format: 'gift', label: m.host_export_gift, hint: m.host_export_gift_hint },
	{ format: 'qti', label: m.host_export_qti, hint: m.host_export_qti_hint },
	{ format: 'sheet', label: m.host_export_sheet, hint: m.host_export_sheet_hint }
];
