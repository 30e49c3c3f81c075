/** Arenas for tests, as the server tells them. */

import type { ZombieGameState } from '#lib/protocol/pixel.generated.ts';

/** Where somebody is, and what. */
export type Body = [x: number, y: number, isZombie?: boolean];

/** The whole arena; `p0` is the first of them. */
export function state(...bodies: Body[]): ZombieGameState {
	return {
		players: bodies.map(([x, y, isZombie = false], index) => ({
			id: `p${index}`,
			name: `Ada#000${index}`,
			x,
			y,
			isZombie,
			isBot: index > 0,
			hasHealingItem: false
		})),
		timeRemaining: 60,
		survivorCount: bodies.filter(([, , isZombie]) => !isZombie).length,
		zombieCount: bodies.filter(([, , isZombie]) => isZombie).length,
		items: [],
		effects: [],
		zombieSpeedBoostActive: false,
		zombieSpeedBoostRemaining: 0,
		playersWithHealingTouch: []
	};
}

/** A delta in which everybody is told, as the server makes it. */
export function delta(tick: number, bodies: Body[], boost = 0): ArrayBuffer {
	const view = new DataView(new ArrayBuffer(7 + 2 * bodies.length));
	view.setUint16(0, tick, true);
	view.setUint8(2, 60);
	view.setUint16(3, boost, true);
	view.setUint8(5, 1);
	view.setUint8(6, bodies.length);
	bodies.forEach(([x, y, isZombie], index) => view.setUint16(7 + 2 * index, x + 32 * y + (isZombie ? 1024 : 0), true));
	return view.buffer;
}
