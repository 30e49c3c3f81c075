import { describe, expect, it } from 'vitest';
import { Brain } from '#lib/pixel/bots/brain.ts';
import { nextStep } from '#lib/pixel/bots/legs.ts';
import { copyOf, creature } from '#lib/pixel/bots/sketch.ts';
import type { ArenaPlayer, ZombieGameState } from '#lib/protocol/pixel.generated.ts';

/** The same numbers each time (a linear congruential generator). */
function chances(seed = 1): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('what computer players draw', () => {
	it('is a picture that every mode takes', () => {
		for (let seed = 1; seed < 200; seed += 1) {
			const pixels = creature(chances(seed));
			expect(pixels).toMatch(/^[0-9A-F]{64}$/);
			expect(pixels.replaceAll('1', '').length).toBeGreaterThanOrEqual(5);
		}
	});

	it('is the picture itself by who remembers all of it', () => {
		const picture = creature(chances());
		expect(copyOf(picture, 1, chances())).toBe(picture);
		expect(copyOf(picture, 0.5, chances())).not.toBe(picture);
	});
});

describe('a computer player', () => {
	it('draws when it is time, and not before the server takes it', () => {
		const [act] = new Brain(chances()).hears('phase-changed', { phase: 'drawing' });
		expect(act?.event).toBe('submit-drawing');
		expect(act?.after).toBeGreaterThan(3_000);
	});

	it('copies what it was shown', () => {
		const brain = new Brain(() => 0.999);
		brain.hears('copycat-reference', { referenceImage: '2'.repeat(64) });
		const [act] = brain.hears('phase-changed', { phase: 'drawing' });
		expect(act?.payload).toEqual({ pixels: '2'.repeat(64) });
	});

	it('goes on drawing when its window was loaded anew, once', () => {
		const back = { playerId: 'me', phase: 'drawing', phaseState: { phase: 'drawing', hasSubmitted: false } };
		expect(new Brain(chances()).hears('session-restored', back)).toHaveLength(1);
		const done = { ...back, phaseState: { phase: 'drawing', hasSubmitted: true } };
		expect(new Brain(chances()).hears('session-restored', done)).toEqual([]);
	});

	it('votes for others alone', () => {
		const brain = new Brain(chances());
		brain.hears('lobby-joined', { playerId: 'me' });
		const finalists = [{ playerId: 'me' }, { playerId: 'you' }];
		expect(brain.hears('finale-start', { finalists })[0]?.payload).toEqual({ playerId: 'you' });
		expect(brain.hears('finale-start', { finalists: [{ playerId: 'me' }] })).toEqual([]);
	});
});

describe('in the arena', () => {
	const player = (id: string, x: number, y: number, isZombie: boolean): ArenaPlayer => ({
		id,
		name: id,
		x,
		y,
		isZombie,
		isBot: false,
		hasHealingItem: false
	});
	const arena = (...players: ArenaPlayer[]) => ({ players }) as ZombieGameState;

	it('zombies come nearer, survivors run', () => {
		const both = arena(player('z', 5, 5, true), player('s', 8, 5, false));
		expect(nextStep(both, 'z', () => 0.9)).toMatch(/right/);
		expect(nextStep(both, 's', () => 0.9)).toMatch(/right/);
	});

	it('nobody leaves it', () => {
		const cornered = arena(player('z', 2, 2, true), player('s', 0, 0, false));
		for (let seed = 1; seed < 50; seed += 1)
			expect(['down', 'right', 'down-right']).toContain(nextStep(cornered, 's', chances(seed)));
	});

	it('who is not there does not step', () => {
		expect(nextStep(arena(), 'z', Math.random)).toBeNull();
	});
});
