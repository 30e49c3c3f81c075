/** The pages of the modes, each loaded only when it is played. */

import type { Component } from 'svelte';
import type { Party } from '#lib/pixel/party/party.svelte.ts';
import type { Room } from '#lib/pixel/party/room.ts';

export type Game = Component<{ party: Party; room: Room }>;

type Load = () => Promise<{ default: Game }>;

const copycat: Load = () => import('#lib/pixel/copycat/CopycatGame.svelte');

const PAGES: Record<string, Load> = {
	'pixel-battle': () => import('#lib/pixel/battle/BattleGame.svelte'),
	'copy-cat': copycat,
	'copy-cat-solo': copycat,
	'pixel-guesser': () => import('#lib/pixel/guesser/GuesserGame.svelte'),
	'zombie-pixel': () => import('#lib/pixel/zombie/ZombieGame.svelte'),
	'copycat-royale': () => import('#lib/pixel/royale/RoyaleGame.svelte')
};

/** The game of a mode. Rejects where the server cannot be reached; asking again may help. */
export async function gameOf(mode: string): Promise<Game> {
	const load = PAGES[mode];
	if (!load) throw new Error(`no pages for ${mode}`);
	return (await load()).default;
}
