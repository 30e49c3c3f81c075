import { describe, expect, it } from 'vitest';
import { follow, type CopyCat } from '#lib/pixel/copycat/follow.ts';
import { GONE, personOf, roomOf, userOf } from '#lib/pixel/party/room.example.ts';
import type { Room } from '#lib/pixel/party/room.ts';
import type { User } from '#lib/protocol/pixel.generated.ts';

const HEART = '1111111111221221112222111122221111122211111221111112211111111111';
const OTHER = '2222221111221221112222111122221111122211111221111112211111111111';
const BLANK = '1'.repeat(64);

const [MIA, BEN] = [userOf('Mia'), userOf('Ben')];

function inPhase(phase: string, people: User[]): Room {
	return roomOf({ mode: 'copy-cat', playerId: 'mia', me: MIA, phase, people: people.map((one) => personOf('', one)) });
}

type Told = [event: string, told: unknown];

/** The game after events that come in one phase. */
function after(game: CopyCat | null, phase: string, events: Told[], people = [MIA, BEN]): CopyCat | null {
	const room = inPhase(phase, people);
	return events.reduce((now, [event, told]) => follow(now, event, told, room), game);
}

const entered = (phase: string): Told => ['phase-changed', { phase, duration: 5000, endsAt: 10 }];
const restored = (phase: string): Told => ['session-restored', { phase }];
const shown: Told = ['copycat-reference', { referenceImage: HEART, duration: 5000, endsAt: 10 }];
const entry = (id: string, who: User, pixels: string, accuracy: number, submitTime: number) => ({
	playerId: id,
	user: who,
	pixels,
	accuracy,
	matchingPixels: 0,
	submitTime
});
const results = (...entries: ReturnType<typeof entry>[]): Told => [
	'copycat-results',
	{ referenceImage: HEART, results: entries, winner: entries[0] ?? null, isDraw: false, duration: 10_000, endsAt: 99 }
];
const result = (yours: [string, number], theirs: [string, number], winner: string, opponent = BEN): Told => [
	'copycat-result',
	{
		yourPixels: yours[0],
		opponentPixels: theirs[0],
		referencePixels: HEART,
		yourAccuracy: yours[1],
		opponentAccuracy: theirs[1],
		winner,
		player: { user: MIA, accuracy: yours[1] },
		opponent: { user: opponent, accuracy: theirs[1] }
	}
];
const both: Told[] = [
	results(entry('ben', BEN, HEART, 100, 5), entry('mia', MIA, OTHER, 91, 4)),
	result([OTHER, 91], [HEART, 100], 'opponent')
];

describe('the game', () => {
	it('knows the original only while it is shown', () => {
		const memorize = after(null, 'memorize', [entered('memorize'), shown]);
		expect(memorize?.original).toBe(HEART);
		expect(after(memorize, 'drawing', [entered('drawing')])?.original).toBeNull();
		expect(after(memorize, 'drawing', [restored('drawing')])?.original).toBeNull();
	});

	it('ends with what each of the two has drawn', () => {
		const outcome = after(null, 'copycat-result', [entered('copycat-result'), ...both])?.outcome;
		expect(outcome).toMatchObject({ original: HEART, winner: 'other', id: `${HEART}/4` });
		expect(outcome?.you).toEqual({ user: MIA, pixels: OTHER, accuracy: 91, sent: true });
		expect(outcome?.other).toEqual({ user: BEN, pixels: HEART, accuracy: 100, sent: true });
	});

	it('tells an empty canvas that was not sent from a copy', () => {
		const told = [results(entry('ben', BEN, HEART, 100, 5)), result([BLANK, 0], [HEART, 100], 'opponent')];
		const outcome = after(null, 'copycat-result', [entered('copycat-result'), ...told])?.outcome;
		expect(outcome?.you.sent).toBe(false);
		expect(outcome?.other?.sent).toBe(true);
	});

	it('has nobody else for who plays alone', () => {
		const told = [results(entry('mia', MIA, OTHER, 91, 4)), result([OTHER, 91], [BLANK, 0], 'you', MIA)];
		const game = after(null, 'copycat-result', [entered('copycat-result'), ...told], [MIA]);
		expect(game?.outcome).toMatchObject({ other: null, winner: 'you' });
		expect(game?.rival).toBeNull();
	});

	it('remembers the name of who has left', () => {
		const drawing = after(null, 'drawing', [entered('drawing')]);
		const told = [results(entry('mia', MIA, OTHER, 91, 4)), result([OTHER, 91], [BLANK, 0], 'you', GONE)];
		const game = after(drawing, 'copycat-result', [entered('copycat-result'), ...told], [MIA]);
		expect(game?.outcome?.other).toMatchObject({ user: BEN, sent: false });
	});

	it('keeps the outcome while another round is asked for, and forgets it with that round', () => {
		const outcome = after(null, 'copycat-result', [entered('copycat-result'), ...both]);
		const rematch = after(outcome, 'copycat-rematch', [entered('copycat-rematch')]);
		expect(rematch?.outcome).toEqual(outcome?.outcome);
		expect(after(rematch, 'countdown', [entered('countdown')])?.outcome).toBeNull();
	});

	it('counts who wants another round once', () => {
		const yes = (playerId: string): Told => ['copycat-rematch-vote', { playerId, wantsRematch: true }];
		const asked: Told = ['copycat-rematch-prompt', { duration: 15_000, endsAt: 9 }];
		const game = after(null, 'copycat-rematch', [entered('copycat-rematch'), asked, yes('ben'), yes('ben')]);
		expect(game?.rematch).toEqual({ yes: ['ben'], no: null });
		const no: Told = ['copycat-rematch-vote', { playerId: 'mia', wantsRematch: false }];
		expect(after(game, 'copycat-rematch', [no])?.rematch).toEqual({ yes: ['ben'], no: 'mia' });
	});

	it('is over in the lobby', () => {
		const game = after(null, 'copycat-result', both);
		expect(after(game, 'lobby', [['phase-changed', { phase: 'lobby' }]])).toBeNull();
		expect(after(null, 'lobby', [['player-joined', { user: BEN }]])).toBeNull();
	});
});

describe('who comes back', () => {
	it('has the same game in every phase, whether or not anything was known', () => {
		const asked: Told = ['copycat-rematch-prompt', { duration: 15_000, endsAt: 9 }];
		const vote: Told = ['copycat-rematch-vote', { playerId: 'ben', wantsRematch: true }];
		const phases: [string, Told[]][] = [
			['countdown', []],
			['memorize', [shown]],
			['drawing', []],
			['copycat-result', both],
			['copycat-rematch', [asked, vote]]
		];
		let live: CopyCat | null = null;
		for (const [phase, details] of phases) {
			live = after(live, phase, [entered(phase), ...details]);
			expect(after(live, phase, [restored(phase), ...details])).toEqual(live);
			const anew = after(null, phase, [restored(phase), ...details]);
			// The server does not show the last round again while it asks for another one.
			expect(anew).toEqual(phase === 'copycat-rematch' ? { ...live, outcome: null } : live);
		}
	});
});
