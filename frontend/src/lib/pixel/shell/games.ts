/** The pages of the modes, each loaded only when it is played. */

import type { Component } from 'svelte';
import type { Party } from '#lib/pixel/party/party.svelte.ts';
import type { Room } from '#lib/pixel/party/room.ts';

export type Game = Component<{ party: Party; room: Room }>;

const FILES = import.meta.glob<{ default: Game }>('../*/*Game.svelte');

const FOLDERS: Record<string, string> = {
	'pixel-battle': 'battle',
	'copy-cat': 'copycat',
	'copy-cat-solo': 'copycat',
	'pixel-guesser': 'guesser',
	'zombie-pixel': 'zombie',
	'copycat-royale': 'royale'
};

/** The game of a mode. Rejects where the server cannot be reached; asking again may help. */
export async function gameOf(mode: string): Promise<Game> {
	const file = Object.keys(FILES).find((name) => name.startsWith(`../${FOLDERS[mode]}/`));
	const load = file === undefined ? undefined : FILES[file];
	if (!load) throw new Error(`no pages for ${mode}`);
	return (await load()).default;
}
