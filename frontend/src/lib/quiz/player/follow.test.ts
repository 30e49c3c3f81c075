import { expect, test } from 'vitest';
import type { OwnResult, PlayerGame, PlayerState, ShownQuestion } from '#lib/protocol/quiz.generated.ts';
import { follow, type View } from '#lib/quiz/player/follow.ts';

const game: PlayerGame = {
	description: '',
	title: 'Rivers',
	game_id: 'public',
	game_pin: '123456',
	started: false,
	captcha_enabled: false,
	cover_image: null,
	game_mode: 'kahoot',
	current_question: -1,
	background_color: null,
	background_image: null,
	custom_field: null,
	question_show: false,
	question_count: 3
};

const asked: ShownQuestion = {
	question: 'Which is longer?',
	time: '20',
	type: 'ABCD',
	answers: [
		{ answer: 'Volga', color: null },
		{ answer: 'Rhine', color: null }
	],
	image: null,
	hide_results: false
};

const state: PlayerState = {
	role: 'player',
	phase: 'lobby',
	game,
	username: 'Ada',
	question_index: -1,
	question: null,
	open: false,
	remaining: 0,
	answer: null,
	result: null,
	solution: null,
	total: 0,
	rank: null,
	players: 2
};

const right: OwnResult = {
	question_index: 0,
	right: true,
	score: 900,
	total: 900,
	rank: 1,
	players: 2,
	behind: null
};

function after(...told: [event: string, payload: unknown, now: number][]): View {
	let view: View | null = null;
	for (const [event, payload, now] of told) view = follow(view, event, payload, now);
	if (!view) throw new Error('nothing is known');
	return view;
}

const lobby: [string, unknown, number] = ['game_state', state, 0];
const opened: [string, unknown, number] = [
	'set_question_number',
	{ question_index: 0, question: asked, remaining: 20_000, open: true, language: 'en' },
	1000
];

test('nothing is known before the first state', () => {
	expect(follow(null, 'start_game', undefined, 0)).toBeNull();
	expect(after(lobby)).toMatchObject({ phase: 'lobby', username: 'Ada' });
});

test('a question opens, is answered and closes', () => {
	const view = after(lobby, ['start_game', undefined, 500], opened);
	expect(view).toMatchObject({ phase: 'question', index: 0, open: true, deadline: 21_000, shownAt: 1000 });
	expect(view.game.language).toBe('en');
	const answered = follow(view, 'player_answer', { answered: 1, players: 2 }, 2000);
	expect(answered).toMatchObject({ answered: true, answer: null });
	expect(follow(answered, 'own_result', right, 9000)).toMatchObject({
		phase: 'closed',
		open: false,
		answered: true,
		total: 900,
		rank: 1,
		result: right
	});
});

test('the same question once more sets the clock and keeps the answer', () => {
	const again = ['set_question_number', { question_index: 0, question: asked, remaining: 7000, open: true }, 5000];
	const view = after(lobby, opened, ['player_answer', {}, 2000], again as [string, unknown, number]);
	expect(view).toMatchObject({ answered: true, deadline: 12_000, shownAt: 1000 });
});

test('another question clears what was told about the one before', () => {
	const next = { question_index: 1, question: asked, remaining: 20_000, open: true };
	const view = after(lobby, opened, ['player_answer', {}, 2000], ['own_result', right, 9000]);
	expect(follow(view, 'set_question_number', next, 10_000)).toMatchObject({
		phase: 'question',
		index: 1,
		answered: false,
		result: null,
		solution: null,
		total: 900
	});
});

test('a question that was closed before is shown without taking answers', () => {
	const shown = { question_index: 0, question: asked, remaining: 0, open: false };
	expect(after(lobby, ['set_question_number', shown, 10])).toMatchObject({ phase: 'closed', open: false });
});

test('time that is called ends the clock, not the question', () => {
	expect(after(lobby, opened, ['everyone_answered', {}, 4000])).toMatchObject({ open: true, deadline: 4000 });
});

test('who comes back finds the time that is left and when the question was shown', () => {
	const running = { ...state, phase: 'question', question_index: 0, question: asked, open: true, remaining: 5000 };
	expect(after(['game_state', running, 100_000])).toMatchObject({ deadline: 105_000, shownAt: 85_000 });
	// The page itself has seen it later than the server sent it: that is what the finger is measured by.
	expect(after(lobby, opened, ['game_state', running, 16_500])).toMatchObject({ deadline: 21_500, shownAt: 1000 });
	expect(after(['game_state', { ...running, answer: 'Volga' }, 0])).toMatchObject({ answered: true, answer: 'Volga' });
});

test('slides, solutions and the end', () => {
	const closed = after(lobby, opened, ['own_result', right, 9000]);
	const solution = { ...asked, answers: [{ right: true, answer: 'Volga' }] };
	expect(follow(closed, 'solutions', solution, 9500)?.solution).toEqual(solution);
	const slide = follow(closed, 'slide_shown', undefined, 9600);
	expect(slide).toMatchObject({ phase: 'slide', question: null, result: null });
	expect(follow(slide, 'solutions', solution, 9700)?.solution).toBeNull();
	expect(follow(slide, 'game_ended', { reason: 'host' }, 9800)).toMatchObject({
		phase: 'over',
		reason: 'host',
		total: 900
	});
});

test('what recovery adds behind the arguments, and events of others, change nothing', () => {
	const view = after(lobby);
	expect(follow(view, 'player_joined', { username: 'Ben' }, 10)).toBe(view);
	expect(follow(view, 'start_game', 'offset', 10)).toMatchObject({ phase: 'ready' });
});
