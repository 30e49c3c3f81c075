import { describe, expect, it } from 'vitest';
import type { HostState, PlayerEntry, ShownQuestion } from '#lib/protocol/quiz.generated.ts';
import { follow, TIME_IS_UP, viewOf, type HostView } from '#lib/quiz/host/follow.ts';

const question: ShownQuestion = {
	question: 'Which?',
	time: '20',
	type: 'ABCD',
	answers: [{ answer: 'yes' }, { answer: 'no' }],
	image: null,
	hide_results: false
} as ShownQuestion;

function player(seat: number, username: string, more: Partial<PlayerEntry> = {}): PlayerEntry {
	return { seat, username, present: true, kicked: false, answered: false, total: 0, custom_field: null, ...more };
}

function state(more: Partial<HostState> = {}): HostState {
	return {
		role: 'host',
		phase: 'lobby',
		game: { started: false, current_question: -1, question_show: false } as HostState['game'],
		question_index: -1,
		question: null,
		open: false,
		remaining: 0,
		answered: 0,
		players: 0,
		entries: [],
		solution: null,
		results: null,
		ranking: false,
		final: null,
		controls_visible: true,
		saved: false,
		...more
	};
}

function after(view: HostView, ...events: [string, unknown?][]): HostView {
	return events.reduce((seen, [event, argument]) => follow(seen, event, argument, 1000), view);
}

const answer = (username: string, score: number) => ({
	username,
	answer: 'yes',
	right: score > 0,
	time_taken: 100,
	score
});

const LOBBY = viewOf(state({ players: 2, entries: [player(1, 'anna'), player(2, 'bert')] }), 0);
const ASKED = after(
	LOBBY,
	['start_game'],
	['set_question_number', { question_index: 0, question, open: true, remaining: 20_000 }]
);

describe('players', () => {
	it('join, leave and come back', () => {
		const joined = after(LOBBY, ['player_joined', { username: 'çelik', sid: null, seat: 3 }]);
		expect([joined.players, joined.entries.length]).toEqual([3, 3]);
		const left = after(joined, ['player_left', { username: 'çelik', seat: 3 }]);
		expect(left.entries[2]?.present).toBe(false);
		expect(after(left, ['player_back', { username: 'çelik', seat: 3 }])).toEqual(joined);
	});

	it('told twice are one', () => {
		expect(after(LOBBY, ['player_joined', { username: 'anna', sid: null, seat: 1 }])).toEqual(LOBBY);
	});

	it('who are removed leave all lists; let back they bring what nobody told', () => {
		const results = after(ASKED, ['question_results', [answer('anna', 900), answer('bert', 300)]]);
		const kicked = after(results, ['player_kicked', { username: 'anna', seat: 1 }]);
		expect(kicked.players).toBe(1);
		expect(kicked.results?.map(({ username }) => username)).toEqual(['bert']);
		const back = after(kicked, ['player_back', { username: 'anna', seat: 1 }]);
		expect([back.players, back.stale, back.entries[0]?.present]).toEqual([2, true, false]);
	});
});

describe('a question', () => {
	it('opens with its time, and does not start anew when told again', () => {
		expect([ASKED.phase, ASKED.open, ASKED.ends]).toEqual(['question', true, 21_000]);
		const again = follow(
			ASKED,
			'set_question_number',
			{ question_index: 0, question, open: true, remaining: 9000 },
			5000
		);
		expect([again.ends, again.phase]).toEqual([14_000, 'question']);
	});

	it('counts answers, and closes by everybody or by time', () => {
		expect(after(ASKED, ['answer_count', { answered: 1, players: 2 }]).answered).toBe(1);
		expect(after(ASKED, ['everyone_answered', {}]).phase).toBe('closed');
		expect(after(ASKED, [TIME_IS_UP]).open).toBe(false);
	});

	it('adds its points once', () => {
		const results: [string, unknown] = ['question_results', [answer('anna', 900), answer('bert', 300)]];
		const once = after(ASKED, results);
		expect(once.entries.map(({ total }) => total)).toEqual([900, 300]);
		expect(after(once, results).entries.map(({ total }) => total)).toEqual([900, 300]);
	});

	it('whose results nobody asked for makes the totals unknown', () => {
		const next: [string, unknown] = ['set_question_number', { question_index: 1, question, open: true, remaining: 1 }];
		expect(after(ASKED, next).stale).toBe(true);
		expect(after(ASKED, ['question_results', []], next).stale).toBe(false);
	});

	it('that is known from a state has its points already', () => {
		const view = viewOf(
			state({ phase: 'closed', question_index: 0, question, entries: [player(1, 'anna', { total: 900 })] }),
			0
		);
		expect(after(view, ['question_results', [answer('anna', 900)]]).entries[0]?.total).toBe(900);
	});
});

describe('the rest of a game', () => {
	it('goes from solution over ranking to a slide and to the end', () => {
		const ranking = after(
			ASKED,
			['question_results', []],
			['solutions', question],
			['ranking_shown', { question_index: 0 }]
		);
		expect([ranking.phase, ranking.ranking, ranking.stale]).toEqual(['closed', true, false]);
		const slide = after(ranking, ['set_question_number', { question_index: 1 }]);
		expect([slide.phase, slide.ranking, slide.solution]).toEqual(['slide', false, null]);
		const final = after(slide, ['final_results', {}], ['results_saved_successfully']);
		expect([final.phase, final.saved]).toEqual(['final', true]);
		expect(after(final, ['game_ended', { reason: 'host' }]).phase).toBe('over');
	});

	it('changes nothing for events that it does not know', () => {
		expect(after(LOBBY, ['toString'], ['time_sync', 'token'])).toEqual(LOBBY);
	});
});
