import { describe, expect, it } from 'vitest';
import { INKS, luminance, markAt, MARKS, marksOf } from '#lib/pixel/canvas/marks.ts';
import { COLOURS, EMPTY } from '#lib/pixel/canvas/palette.ts';

describe('marks', () => {
	it('are five by five squares, one for each colour', () => {
		expect(MARKS).toHaveLength(COLOURS.length);
		for (const mark of MARKS) {
			expect(mark).toHaveLength(5);
			for (const row of mark) expect(row).toMatch(/^[.#]{5}$/);
		}
	});

	it('differ from each other in three squares at least', () => {
		const flat = MARKS.map((rows) => rows.join(''));
		flat.forEach((one, index) => {
			for (const other of flat.slice(index + 1)) {
				const different = [...one].filter((square, at) => square !== other[at]).length;
				expect(different, `${one} and ${other}`).toBeGreaterThanOrEqual(3);
			}
		});
	});

	it('stand out from their colour', () => {
		COLOURS.forEach(({ hex }, index) => {
			const ink = luminance(INKS[index] === 'dark' ? (COLOURS[0]?.hex ?? '') : (COLOURS[1]?.hex ?? ''));
			const ground = luminance(hex);
			const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
			expect(contrast, hex).toBeGreaterThan(3.5);
		});
	});

	it('of a picture lie in its cells, and paper has none', () => {
		expect(marksOf(EMPTY)).toEqual({ dark: '', light: '' });
		const { dark, light } = marksOf(EMPTY.slice(0, 63) + '0');
		expect(dark).toBe('');
		expect(light).toBe(markAt(0, 7, 7));
	});
});
