import { describe, expect, it } from 'vitest';
import type { HostState, SolvedQuestion } from '#lib/protocol/quiz.generated.ts';
import { viewOf, type HostView } from '#lib/quiz/host/follow.ts';
import { nextStep, placeOf, wantsResults, type Step } from '#lib/quiz/host/steps.ts';

const question = (type: SolvedQuestion['type'], hide_results = false) => ({ type, hide_results }) as SolvedQuestion;

const QUIZ = [question('ABCD'), question('SLIDE'), question('VOTING'), question('TEXT', true), question('RANGE')];

function view(more: Partial<HostState>): HostView {
	const none = { results: null, solution: null, ranking: false, saved: false, players: 2, question_index: -1 };
	return viewOf({ ...none, ...more } as HostState, 0);
}

/** The kinds of steps from a view to the next question, each carried out. */
function path(seen: HostView): Step['kind'][] {
	const steps: Step['kind'][] = [];
	for (;;) {
		const step = nextStep(seen, QUIZ);
		if (!step) return steps;
		steps.push(step.kind);
		if (step.kind === 'results') seen = { ...seen, results: [] };
		else if (step.kind === 'solution') seen = { ...seen, solution: QUIZ[0] as SolvedQuestion };
		else if (step.kind === 'ranking') seen = { ...seen, ranking: true };
		else return steps;
	}
}

describe('the next step', () => {
	it('starts when somebody is there', () => {
		expect(nextStep(view({ phase: 'lobby', players: 0 }), QUIZ)).toBeNull();
		expect(nextStep(view({ phase: 'lobby' }), QUIZ)).toEqual({ kind: 'start' });
		expect(nextStep(view({ phase: 'ready' }), QUIZ)).toEqual({ kind: 'question', index: 0 });
	});

	it('stops an open question', () => {
		expect(nextStep(view({ phase: 'question', question_index: 4 }), QUIZ)).toEqual({ kind: 'stop', index: 4 });
	});

	it('leads over answers, solution and ranking to what comes next', () => {
		expect(path(view({ phase: 'closed', question_index: 0 }))).toEqual(['results', 'solution', 'ranking', 'slide']);
		expect(path(view({ phase: 'slide', question_index: 1 }))).toEqual(['question']);
	});

	it('has no solution for a vote, and no figures where they are to be hidden', () => {
		expect(path(view({ phase: 'closed', question_index: 2 }))).toEqual(['results', 'question']);
		expect(path(view({ phase: 'closed', question_index: 3 }))).toEqual(['solution', 'question']);
	});

	it('goes to the podium without a ranking before it', () => {
		expect(path(view({ phase: 'closed', question_index: 4 }))).toEqual(['results', 'solution', 'final']);
	});

	it('saves before it ends', () => {
		expect(nextStep(view({ phase: 'final' }), QUIZ)).toEqual({ kind: 'save' });
		expect(nextStep(view({ phase: 'final', saved: true }), QUIZ)).toEqual({ kind: 'end' });
		expect(nextStep(view({ phase: 'over' }), QUIZ)).toBeNull();
	});
});

describe('places', () => {
	it('are known from the state alone', () => {
		expect(placeOf(view({ phase: 'closed' }))).toBe('closed');
		expect(placeOf(view({ phase: 'closed', results: [] }))).toBe('results');
		expect(placeOf(view({ phase: 'closed', results: [], ranking: true }))).toBe('ranking');
		expect(placeOf(view({ phase: 'slide', ranking: true }))).toBe('ranking');
		expect(placeOf(view({ phase: 'final', ranking: true }))).toBe('final');
	});

	it('that are closed ask for their answers, unless these are hidden', () => {
		expect(wantsResults(view({ phase: 'closed', question_index: 0 }), QUIZ)).toBe(0);
		expect(wantsResults(view({ phase: 'closed', question_index: 0, results: [] }), QUIZ)).toBeNull();
		expect(wantsResults(view({ phase: 'closed', question_index: 3 }), QUIZ)).toBeNull();
		expect(wantsResults(view({ phase: 'question', question_index: 0 }), QUIZ)).toBeNull();
	});
});
