import { expect, test } from 'vitest';
import { follow, type ZombieGame } from '#lib/pixel/zombie/follow.ts';
import type { Room } from '#lib/pixel/party/room.ts';

const room = {} as Room;

function after(...said: [event: string, told: unknown][]): ZombieGame | null {
	return said.reduce<ZombieGame | null>((game, [event, told]) => follow(game, event, told, room), null);
}

const roles = (yourRole: string): [string, unknown] => ['zombie-roles-assigned', { yourId: 'me', yourRole }];
const caught = (victimId: string, zombieId: string): [string, unknown] => [
	'zombie-infection',
	{
		victimId,
		victimName: `${victimId}#1`,
		zombieId,
		zombieName: `${zombieId}#1`,
		survivorsRemaining: 3,
		timerExtendedBy: 1000
	}
];
const healed = (healedId: string, healerId: string): [string, unknown] => [
	'zombie-healed',
	{ healedId, healedName: `${healedId}#1`, healerId, healerName: `${healerId}#1` }
];
const COUNTDOWN: [string, unknown] = ['phase-changed', { phase: 'countdown' }];
const ACTIVE: [string, unknown] = ['phase-changed', { phase: 'active' }];

test('the role follows what happens to oneself', () => {
	const said = [COUNTDOWN, roles('survivor'), ACTIVE, caught('ben', 'zoe'), caught('me', 'zoe')];
	expect(after(...said)).toMatchObject({ role: 'zombie', began: 'survivor', caughtBy: 'zoe#1', caught: [] });
	expect(after(...said, caught('eve', 'me'), healed('me', 'kim'))).toMatchObject({
		role: 'survivor',
		caught: ['eve#1'],
		caughtBy: 'zoe#1'
	});
});

test('each who is caught makes the match longer, until the timer is told anew', () => {
	const said = [COUNTDOWN, roles('survivor'), ACTIVE, caught('ben', 'zoe'), caught('eve', 'zoe')];
	expect(after(...said)?.longer).toBe(2_000);
	expect(after(...said, ['session-restored', {}], roles('survivor'))?.longer).toBe(0);
});

test('the last few changes are told, with whom they concern', () => {
	const game = after(
		roles('survivor'),
		...['a', 'b', 'c', 'd', 'f', 'g', 'me'].map((who) => caught(who, 'zoe')),
		caught('e', 'me')
	);
	expect(game?.news.map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8]);
	expect(game?.news.slice(-3).map(({ isMe, byMe }) => [isMe, byMe])).toEqual([
		[false, false],
		[true, false],
		[false, true]
	]);
});

test('a new match begins anew; the end is kept', () => {
	const end = { winner: null, zombiesWin: true, duration: 5, stats: {} };
	const played = [COUNTDOWN, roles('zombie'), ACTIVE, caught('a', 'me'), ['zombie-game-end', end]] as [
		string,
		unknown
	][];
	expect(after(...played, ['phase-changed', { phase: 'results' }])).toMatchObject({ end, caught: ['a#1'] });
	expect(after(...played, COUNTDOWN)).toMatchObject({ end: null, caught: [], role: null, told: 0 });
});

test('what is no news changes nothing', () => {
	const game = after(roles('zombie'));
	expect(follow(game, 'player-left', {}, room)).toBe(game);
});
