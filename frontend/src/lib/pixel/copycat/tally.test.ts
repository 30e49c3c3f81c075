import { describe, expect, it } from 'vitest';
import type { Outcome, Side } from '#lib/pixel/copycat/follow.ts';
import { NOTHING, noted } from '#lib/pixel/copycat/tally.ts';

function side(name: string, accuracy: number): Side {
	const user = { displayName: name, discriminator: '0001', fullName: `${name}#0001` };
	return { user, pixels: '1'.repeat(64), accuracy, sent: true };
}

function outcome(id: string, accuracy: number, winner: Outcome['winner'] = 'you', other: Side | null = null): Outcome {
	return { id, original: '2'.repeat(64), you: side('Mia', accuracy), other, winner };
}

const after = (...outcomes: Outcome[]) => outcomes.reduce(noted, NOTHING);

describe('alone', () => {
	it('counts good rounds in a row, and remembers the best', () => {
		const rounds = [outcome('a', 80), outcome('b', 95), outcome('c', 79), outcome('d', 90)];
		expect(after(...rounds.slice(0, 2))).toMatchObject({ rounds: 2, best: 95, streak: 2, record: true });
		expect(after(...rounds)).toMatchObject({ rounds: 4, best: 95, streak: 1, record: false });
	});

	it('is no record in the first round', () => {
		expect(after(outcome('a', 100)).record).toBe(false);
	});

	it('counts a round once, however often it is told', () => {
		expect(after(outcome('a', 80), outcome('a', 80), outcome('a', 80))).toMatchObject({ rounds: 1, streak: 1 });
	});
});

describe('against somebody', () => {
	it('counts who won', () => {
		const ben = side('Ben', 50);
		const tally = after(outcome('a', 80, 'you', ben), outcome('b', 40, 'other', ben), outcome('c', 50, 'draw', ben));
		expect(tally).toMatchObject({ against: 'Ben#0001', wins: 1, losses: 1, rounds: 3 });
	});

	it('begins anew with somebody else', () => {
		const tally = after(outcome('a', 80, 'you', side('Ben', 50)), outcome('b', 40, 'other', side('Ida', 50)));
		expect(tally).toMatchObject({ against: 'Ida#0001', wins: 0, losses: 1, rounds: 1, best: 40 });
	});
});
