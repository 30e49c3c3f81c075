import { describe, expect, it } from 'vitest';
import { countOf, linesOf } from '#lib/quiz/importing/lines.ts';

describe('the report of an import', () => {
	it('is read with mistrust', () => {
		expect(linesOf(null)).toEqual([]);
		expect(linesOf(['x', null])).toEqual([]);
		const [line] = linesOf([{ level: 'mystery', code: 7 }]);
		expect(line).toEqual({ level: 'changed', code: '7', place: {}, values: {}, message: '' });
	});

	it('counts what happened', () => {
		const lines = linesOf([{ level: 'error' }, { level: 'taken' }, { level: 'taken' }]);
		expect([countOf(lines, 'taken'), countOf(lines, 'skipped')]).toEqual([2, 0]);
	});
});
