import { describe, expect, it } from 'vitest';
import { afterSignIn, signInPath } from '#lib/api/after.ts';
import { all } from '#lib/api/listing.ts';
import { asProblem, Problem, problemOf } from '#lib/api/problem.ts';
import { isKnown, sentence } from '#lib/api/sentences.ts';

describe('problems', () => {
	it('are read from a document', () => {
		const problems = [{ where: 'questions[0].time', what: 'must be a number', place: 'question 1' }];
		const body = { status: 422, title: 'Unprocessable', code: 'quiz_invalid', detail: 'no', problems };
		const problem = problemOf(422, body, new Headers());
		expect(problem.code).toBe('quiz_invalid');
		expect(problem.problems).toEqual(problems);
		expect(problem.retryAfter).toBeNull();
	});

	it('are made of whatever a proxy answers', () => {
		expect(problemOf(502, '<html>Bad gateway</html>', new Headers()).code).toBe('not_now');
		expect(problemOf(413, undefined, new Headers()).code).toBe('file_too_large');
		expect(problemOf(418, [1, 2], new Headers()).code).toBe('unknown');
		expect(problemOf(429, { code: 'too_many_attempts' }, new Headers({ 'Retry-After': '60' })).retryAfter).toBe(60);
	});

	it('have sentences, unknown ones a general one', () => {
		const taken = new Problem({ status: 409, code: 'name_taken' });
		expect(sentence(taken)).not.toBe(sentence(new Error('?')));
		expect(sentence(new Problem({ status: 400, code: 'made_up' }))).toBe(sentence(asProblem('?')));
		expect(sentence(new Problem({ status: 422, code: 'refused', field: 'email' }))).toContain('e-mail');
		expect(isKnown('quiz_not_found')).toBe(true);
		expect(isKnown('made_up')).toBe(false);
	});
});

describe('after signing in', () => {
	it('leads to own pages only', () => {
		expect(afterSignIn('/host/results/12?sort=rank')).toBe('/host/results/12?sort=rank');
		expect(afterSignIn('/remote/123456')).toBe('/remote/123456');
		for (const strange of [
			null,
			'',
			'//evil.example',
			'https://evil.example',
			'/hosted',
			'/host/../..//evil',
			'javascript:1'
		]) {
			expect(afterSignIn(strange)).toBe('/host');
		}
		expect(afterSignIn(new URLSearchParams(signInPath('/host/account').split('?')[1]).get('next'))).toBe(
			'/host/account'
		);
	});
});

describe('lists', () => {
	it('are asked for page by page', async () => {
		const pages: Record<string, { items: number[]; next?: string | null }> = {
			'': { items: [1, 2], next: 'a' },
			a: { items: [3], next: null }
		};
		expect(await all(async (cursor) => pages[cursor ?? ''] ?? { items: [] })).toEqual([1, 2, 3]);
	});
});
