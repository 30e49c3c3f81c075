/** Decodes `zombie-delta`: the arena after a tick, from an earlier state and what changed. See docs/zombie-delta.md. */

import type { ArenaEffect, ArenaItem, ArenaPlayer, ZombieGameState } from '#lib/protocol/pixel.generated.ts';

type Kind = ArenaItem['type'];

const KINDS: { type: Kind; icon: string; color: string }[] = [
	{ type: 'speed-boost', icon: 'zap', color: '#fbbf24' },
	{ type: 'healing-touch', icon: 'heart', color: '#ef4444' }
];

/** Flags of a delta: every player is told; items and effects are told. */
const ALL = 1;
const THINGS = 2;

/** In the number of a player, above five bits of x and five of y. */
const ZOMBIE = 1 << 10;
const HEALS = 1 << 11;

/** In place of a player's index: an effect for all zombies. In place of uses: they do not count. */
const NONE = 255;

const ID_LENGTH = 8;

/** A delta of another arena, or no delta: the whole state has to be asked for with `zombie-resync`. */
export class DeltaError extends Error {}

/** Reads the numbers of a delta one after the other. */
class Reader {
	#view: DataView;
	#at = 0;

	constructor(bytes: ArrayBuffer) {
		this.#view = new DataView(bytes);
	}

	byte(): number {
		return this.#view.getUint8(this.#move(1));
	}

	short(): number {
		return this.#view.getUint16(this.#move(2), true);
	}

	double(): number {
		return this.#view.getFloat64(this.#move(8), true);
	}

	letters(): string {
		let text = '';
		for (let i = 0; i < ID_LENGTH; i++) text += String.fromCharCode(this.byte());
		return text;
	}

	get isAtEnd(): boolean {
		return this.#at === this.#view.byteLength;
	}

	#move(bytes: number): number {
		const at = this.#at;
		this.#at += bytes;
		if (this.#at > this.#view.byteLength) throw new DeltaError('too short');
		return at;
	}
}

/**
 * The number of the tick and the state after it. The earlier state may be any of the same arena and is left alone;
 * players who did not change are the same objects.
 * @throws {DeltaError} the delta is not of this arena
 */
export function applied(state: ZombieGameState, delta: ArrayBuffer): { tick: number; state: ZombieGameState } {
	const read = new Reader(delta);
	const tick = read.short();
	const timeRemaining = read.byte();
	const boost = read.short();
	const flags = read.byte();
	if (read.byte() !== state.players.length) throw new DeltaError('of another arena');

	const players = changed(read, state.players, (flags & ALL) !== 0);
	const items = (flags & THINGS) === 0 ? state.items : list(read, () => item(read));
	const effects = (flags & THINGS) === 0 ? state.effects : list(read, () => effect(read, players));
	if (!read.isAtEnd) throw new DeltaError('too long');

	const zombieCount = players.filter((player) => player.isZombie).length;
	return {
		tick,
		state: {
			players,
			timeRemaining,
			survivorCount: players.length - zombieCount,
			zombieCount,
			items,
			effects,
			zombieSpeedBoostActive: boost > 0,
			zombieSpeedBoostRemaining: boost,
			playersWithHealingTouch: players.filter((player) => player.hasHealingItem).map((player) => player.id)
		}
	};
}

function changed(read: Reader, players: ArenaPlayer[], all: boolean): ArenaPlayer[] {
	const mask = all ? null : Array.from({ length: Math.ceil(players.length / 8) }, () => read.byte());
	return players.map((player, index) => {
		if (mask && (((mask[index >> 3] ?? 0) >> (index & 7)) & 1) === 0) return player;
		const number = read.short();
		return {
			...player,
			x: number & 31,
			y: (number >> 5) & 31,
			isZombie: (number & ZOMBIE) !== 0,
			hasHealingItem: (number & HEALS) !== 0
		};
	});
}

function list<T>(read: Reader, one: () => T): T[] {
	return Array.from({ length: read.byte() }, one);
}

function kind(read: Reader): (typeof KINDS)[number] {
	const found = KINDS[read.byte()];
	if (!found) throw new DeltaError('a kind that is not known');
	return found;
}

function item(read: Reader): ArenaItem {
	const { type, icon, color } = kind(read);
	const cell = read.short();
	return { id: `item_${read.letters()}`, type, x: cell & 31, y: cell >> 5, icon, color };
}

function effect(read: Reader, players: ArenaPlayer[]): ArenaEffect {
	const { type } = kind(read);
	const holder = read.byte();
	const id = `effect_${read.letters()}`;
	const uses = read.byte();
	const expires = read.double();
	return {
		id,
		type,
		affectedId: holder === NONE ? 'zombies' : (players[holder]?.id ?? ''),
		expiresAt: expires || null,
		remainingUses: uses === NONE ? null : uses
	};
}
