/** The lines of an import report as they came, read with mistrust. */

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
