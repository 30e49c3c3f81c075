/** What happened in a room between two looks at it, and how that sounds. */

import type { Person, Room } from '#lib/pixel/party/room.ts';
import type { Sound } from '#lib/sound/notes.ts';

export interface Happenings {
	sounds: Sound[];
	/** Who has become host. */
	host: Person | null;
	/** This player has become host. */
	promoted: boolean;
	/** Whether the room has a password, if that changed. */
	locked: boolean | null;
}

/** The phases that are joys. */
const JOYS = new Set(['results', 'royale-winner']);

function soundsOf(before: Room, now: Room): Sound[] {
	if (before.phase !== now.phase) {
		if (before.phase === 'lobby') return ['begin'];
		if (now.phase === 'lobby') return [];
		return [JOYS.has(now.phase) ? 'podium' : 'turn'];
	}
	if (before.round !== now.round) return ['turn'];
	if (now.phase !== 'lobby' || before.people.length === now.people.length) return [];
	return [now.people.length > before.people.length ? 'join' : 'gone'];
}

/** What happened. Nothing, if these are different rooms. */
export function happenings(before: Room | null, now: Room): Happenings {
	const nothing: Happenings = { sounds: [], host: null, promoted: false, locked: null };
	if (before?.instanceId !== now.instanceId) return nothing;
	const newHost = now.hostId !== '' && before.hostId !== '' && now.hostId !== before.hostId;
	return {
		sounds: soundsOf(before, now),
		host: newHost ? (now.people.find(({ id }) => id === now.hostId) ?? null) : null,
		promoted: now.isHost && !before.isHost,
		locked: now.hasPassword === before.hasPassword ? null : now.hasPassword
	};
}
