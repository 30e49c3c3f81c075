/** What is near, and where, in words. */

import { m } from '#lib/paraglide/messages.js';
import type { News } from '#lib/pixel/zombie/follow.ts';
import type { Direction } from '#lib/pixel/zombie/steps.ts';
import type { Near } from '#lib/pixel/zombie/threats.ts';

/** Where something is, seen from oneself. */
const AT: Record<Direction, () => string> = {
	up: m.zombie_at_up,
	'up-right': m.zombie_at_up_right,
	right: m.zombie_at_right,
	'down-right': m.zombie_at_down_right,
	down: m.zombie_at_down,
	'down-left': m.zombie_at_down_left,
	left: m.zombie_at_left,
	'up-left': m.zombie_at_up_left
};

/** Where one may go. */
const WAY: Record<Direction, () => string> = {
	up: m.zombie_way_up,
	'up-right': m.zombie_way_up_right,
	right: m.zombie_way_right,
	'down-right': m.zombie_way_down_right,
	down: m.zombie_way_down,
	'down-left': m.zombie_way_down_left,
	left: m.zombie_way_left,
	'up-left': m.zombie_way_up_left
};

const KINDS: Record<Near['kind'], [(inputs: { count: number; where: string }) => string, () => string]> = {
	zombie: [m.zombie_radar_zombie, m.zombie_radar_zombie_here],
	survivor: [m.zombie_radar_survivor, m.zombie_radar_survivor_here],
	'healing-touch': [m.zombie_radar_heart, m.zombie_radar_heart_here],
	'speed-boost': [m.zombie_radar_bolt, m.zombie_radar_bolt_here]
};

export function wayWords(direction: Direction): string {
	return WAY[direction]();
}

/** "Zombie 3 steps to the left" */
export function nearWords({ kind, steps, direction }: Near): string {
	const [far, here] = KINDS[kind];
	return direction === null ? here() : far({ count: steps, where: AT[direction]() });
}

/** A name without the four digits that tell people of the same name apart. */
export function shortName(name: string): string {
	return name.replace(/#\d{4}$/, '');
}

/** A name that is written from right to left turns itself alone around, not the sentence (Unicode's isolates). */
function isolated(name: string): string {
	return `\u2068${name}\u2069`;
}

export function newsWords({ kind, who, by, isMe, byMe }: News): string {
	const names = { who: isolated(shortName(who)), by: isolated(shortName(by)) };
	if (kind === 'caught')
		return byMe ? m.zombie_news_i_caught(names) : isMe ? m.zombie_news_caught_me(names) : m.zombie_news_caught(names);
	return byMe ? m.zombie_news_i_healed(names) : isMe ? m.zombie_news_healed_me(names) : m.zombie_news_healed(names);
}
