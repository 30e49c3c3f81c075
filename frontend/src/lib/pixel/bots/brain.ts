/** What a computer player does when the server says something: things to say, each after a while. Knows no socket. */

import { copyOf, creature, type Chance } from '#lib/pixel/bots/sketch.ts';
import type { PixelServerPayloads } from '#lib/protocol/pixel.generated.ts';

type Payloads = PixelServerPayloads;

/** Something to be said after so many milliseconds, if nothing else has happened to the phase by then. */
export interface Act {
	after: number;
	event: string;
	payload: unknown;
}

/** Milliseconds until a drawing is sent: at least as long as the server wants somebody to draw. */
const DRAWING = [3_500, 12_000] as const;
const VOTING = [400, 2_500] as const;
const FINALE = [1_500, 6_000] as const;
const REMATCH = [800, 2_500] as const;

export class Brain {
	readonly #chance: Chance;
	/** How much of a picture it remembers. */
	readonly #skill: number;
	#reference = '';
	#id = '';

	constructor(chance: Chance = Math.random) {
		this.#chance = chance;
		this.#skill = 0.7 + chance() * 0.28;
	}

	/** What follows from an event. */
	hears(event: string, told: unknown): Act[] {
		switch (event) {
			case 'lobby-joined':
				this.#id = (told as Payloads['lobby-joined']).playerId;
				return [];
			case 'session-restored':
				return this.#back(told as Payloads['session-restored']);
			case 'phase-changed':
				return this.#phase((told as Payloads['phase-changed']).phase);
			case 'copycat-reference':
			case 'royale-show-reference':
				this.#reference = (told as { referenceImage: string }).referenceImage;
				return [];
			case 'royale-initial-drawing':
				return [this.#later(DRAWING, 'royale-submit', { pixels: creature(this.#chance) })];
			case 'royale-drawing':
				return [this.#later(DRAWING, 'royale-submit', { pixels: this.#copy() })];
			case 'voting-round':
				return this.#vote(told as Payloads['voting-round']);
			case 'finale-start':
				return this.#finale(told as Payloads['finale-start']);
			case 'copycat-rematch-prompt':
				return [this.#later(REMATCH, 'copycat-rematch-vote', { wantsRematch: true })];
			default:
				return [];
		}
	}

	/** What else there is to do the server tells again. */
	#back({ playerId, phase, phaseState }: Payloads['session-restored']): Act[] {
		this.#id = playerId;
		return phaseState?.hasSubmitted ? [] : this.#phase(phase);
	}

	#phase(phase: string): Act[] {
		if (phase === 'lobby') this.#reference = '';
		if (phase !== 'drawing') return [];
		const pixels = this.#reference ? this.#copy() : creature(this.#chance);
		return [this.#later(DRAWING, 'submit-drawing', { pixels })];
	}

	#copy(): string {
		return copyOf(this.#reference || creature(this.#chance), this.#skill, this.#chance);
	}

	#vote({ imageA, imageB }: Payloads['voting-round']): Act[] {
		const chosen = this.#chance() < 0.5 ? imageA : imageB;
		return [this.#later(VOTING, 'vote', { chosenId: chosen.playerId })];
	}

	#finale({ finalists }: Payloads['finale-start']): Act[] {
		const others = finalists.filter(({ playerId }) => playerId !== this.#id);
		const chosen = others[Math.floor(this.#chance() * others.length)];
		return chosen ? [this.#later(FINALE, 'finale-vote', { playerId: chosen.playerId })] : [];
	}

	#later([least, most]: readonly [number, number], event: string, payload: unknown): Act {
		return { after: least + this.#chance() * (most - least), event, payload };
	}
}
