/** The computer players that a host has brought into a room. They live in this window and leave with it. */

import { Bot, type Seat } from '#lib/pixel/bots/bot.ts';
import { kept, keep } from '#lib/pixel/bots/keeping.ts';
import type { Party } from '#lib/pixel/party/party.svelte.ts';

const NAMES = [
	'Bit', 'Byte', 'Nano', 'Pico', 'Mega', 'Giga', 'Tera', 'Vektor', 'Raster', 'Sprite', 'Zero', 'Turbo', 'Modem', 'Pixel',
	'Diode', 'Fuse', 'Gizmo', 'Kilo', 'Relay', 'Servo'
]; // prettier-ignore

/** More than this no phone can play for. */
export const MOST = 20;

export class Crew {
	/** How many are there or on their way. */
	count = $state(0);
	/** The last one could not come in. */
	failed = $state(false);

	#bots: Bot[] = [];
	#code: string | null = null;

	/** @param party whose room they are in; they end with it */
	constructor(party: Party) {
		$effect.root(() => {
			$effect(() => {
				const code = party.room?.code ?? null;
				if (this.#code !== null && code !== this.#code && !party.restoring) this.end();
			});
		});
	}

	/** Bring so many into a room, at most as many as may be. */
	add(count: number, code: string, password: string | null): void {
		this.failed = false;
		this.#code = code;
		for (let more = Math.min(count, MOST - this.count); more > 0; more -= 1) {
			const name = `Bot ${this.#freeName()}`;
			this.#seat({ name, browserId: `bot-${Math.random().toString(36).slice(2)}`, sessionId: null }, password);
		}
		this.#note();
	}

	/** Back to their seats, after the window was loaded anew. */
	resume(): void {
		const before = kept();
		if (!before || this.#bots.length > 0) return;
		this.#code = before.code;
		for (const seat of before.seats) if (seat.sessionId !== null) this.#seat(seat, null);
		this.#note();
	}

	/** All leave. */
	end(): void {
		for (const bot of [...this.#bots]) bot.end();
		this.#code = null;
		this.#note();
	}

	#freeName(): string {
		const taken = this.#bots.map(({ seat }) => seat.name);
		const free = NAMES.filter((name) => !taken.includes(`Bot ${name}`));
		const names = free.length > 0 ? free : NAMES;
		return names[Math.floor(Math.random() * names.length)] ?? '';
	}

	#seat(seat: Seat, password: string | null): void {
		const bot = new Bot(seat, this.#code ?? '', password, () => this.#note());
		this.#bots.push(bot);
	}

	#note(): void {
		this.failed ||= this.#bots.some((bot) => bot.isGone && bot.seat.sessionId === null);
		this.#bots = this.#bots.filter((bot) => !bot.isGone);
		this.count = this.#bots.length;
		keep(this.#code === null ? null : { code: this.#code, seats: this.#bots.map(({ seat }) => seat) });
	}
}

let crew: { party: Party; crew: Crew } | null = null;

/** The crew of this window. */
export function crewOf(party: Party): Crew {
	if (crew?.party !== party) crew = { party, crew: new Crew(party) };
	return crew.crew;
}
