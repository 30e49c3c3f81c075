import { expect, test } from 'vitest';
import type { ZombieGameState } from '#lib/protocol/pixel.generated.ts';
import { applied, DeltaError } from '#lib/pixel/zombie/delta.ts';
import recording from './delta.fixture.json';

/** Two seconds of a match, recorded by the server's tests: deltas, and the state to which some of them lead. */
const first = recording.first as ZombieGameState;
const steps = recording.steps as { delta: string; state?: ZombieGameState }[];

function bytes(base64: string): ArrayBuffer {
	return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}

/** What tick number `tick` told. */
function delta(tick: number): ArrayBuffer {
	return bytes(steps[tick - 1]?.delta ?? '');
}

test('states made from deltas are those that the server made', () => {
	let state = first;
	let compared = 0;
	steps.forEach((step, index) => {
		const after = applied(state, bytes(step.delta));
		expect(after.tick).toBe(index + 1);
		state = after.state;
		if (step.state) {
			expect(state).toEqual(step.state);
			compared++;
		}
	});
	expect(compared).toBeGreaterThan(2);
});

test('the recording has all that a delta can tell', () => {
	const states = steps.flatMap((step) => (step.state ? [step.state] : []));
	expect(states.some((state) => state.items.length > 0)).toBe(true);
	expect(states.some((state) => state.effects.some((effect) => effect.expiresAt !== null))).toBe(true);
	expect(states.some((state) => state.effects.some((effect) => effect.remainingUses !== null))).toBe(true);
	expect(states.some((state) => state.playersWithHealingTouch.length > 0)).toBe(true);
	expect(states.some((state) => state.zombieSpeedBoostActive)).toBe(true);
});

test('who missed ticks is right again with the next twentieth', () => {
	expect(applied(first, delta(20)).state).toEqual(steps[19]?.state);
});

test('players who did not change are the same objects, and the earlier state is left alone', () => {
	const before = JSON.stringify(first);
	const { state } = applied(first, delta(1));
	expect(JSON.stringify(first)).toBe(before);
	expect(state.players.some((player, index) => player === first.players[index])).toBe(true);
});

test('a delta of another arena is refused', () => {
	const fewer = { ...first, players: first.players.slice(1) };
	expect(() => applied(fewer, delta(1))).toThrow(DeltaError);
	expect(() => applied(first, delta(1).slice(0, -1))).toThrow(DeltaError);
	expect(() => applied(first, new ArrayBuffer(0))).toThrow(DeltaError);
});
