import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { solve, type Challenge } from '#lib/quiz/player/proof.ts';

const nonce = '00112233445566778899aabbccddeeff';
const salt = 'ffeeddccbbaa99887766554433221100';

function keyOf(counter: number): string {
	const count = Buffer.alloc(4);
	count.writeUInt32BE(counter);
	return createHash('sha256')
		.update(Buffer.concat([Buffer.from(salt + nonce, 'hex'), count]))
		.digest('hex');
}

function challenge(keyPrefix: string, hashes = 5000): Challenge {
	return { parameters: { nonce, salt, keyPrefix, data: { hashes } }, signature: 'signed' };
}

test('the counter is found and goes back with the challenge', () => {
	const asked = challenge(keyOf(1234).slice(0, 32));
	const solution: unknown = JSON.parse(atob(solve(asked) ?? ''));
	expect(solution).toEqual({ challenge: asked, solution: { counter: 1234, derivedKey: keyOf(1234) } });
});

test('a prefix may end within a byte', () => {
	expect(solve(challenge(keyOf(77).slice(0, 31)))).not.toBeNull();
});

test('it is told how far it is, and where there is no solution', () => {
	const shares: number[] = [];
	expect(solve(challenge('ff'.repeat(16), 1000), (share) => shares.push(share))).toBeNull();
	expect(shares).toEqual([0, 0.5]);
});
