/** What all modes share of a room, followed from what the server says: a pure fold over its events. */

import type {
	LobbyJoined,
	PixelServerPayloads,
	SessionRestored,
	Standing,
	User
} from '#lib/protocol/pixel.generated.ts';
import type { Person, Room } from '#lib/pixel/party/room.ts';

type Payloads = PixelServerPayloads;

/** The phases with which spectators become players. */
const JOINING = new Set(['results', 'royale-winner']);

/** What a server without our members says. */
const NOTHING: Standing = {};

/** Everybody, those who watch included: when they join in, nobody is told. */
function people(players: User[], standing: Standing): Person[] {
	return [...players, ...(standing.spectators ?? [])].map((user, index) => ({
		user,
		id: standing.playerIds?.[index] ?? '',
		away: standing.away?.includes(user.fullName) ?? false
	}));
}

function joined(told: LobbyJoined, me: User): Room {
	const standing = told.standing ?? NOTHING;
	return {
		instanceId: told.instanceId,
		mode: told.gameMode,
		code: told.code ?? null,
		playerId: told.playerId,
		me,
		isHost: told.isHost ?? false,
		hostId: standing.hostId ?? '',
		hasPassword: told.hasPassword,
		ownWords: standing.ownWords ?? 0,
		people: people(told.players, standing),
		spectator: told.spectator,
		phase: told.phase ?? 'lobby',
		timer: standing.timer ?? null,
		round: standing.round ?? 0,
		totalRounds: standing.totalRounds ?? 0,
		prompt: told.prompt ?? null,
		promptIndices: told.promptIndices ?? null,
		submitted: false,
		submissions: null,
		game: null
	};
}

function restored(before: Room | null, told: SessionRestored): Room {
	const state = told.phaseState;
	const standing = told.standing ?? NOTHING;
	const same = before?.instanceId === told.instanceId ? before : null;
	return {
		instanceId: told.instanceId,
		mode: told.gameMode,
		code: told.code ?? null,
		playerId: told.playerId,
		me: told.user,
		isHost: told.isHost,
		hostId: standing.hostId ?? '',
		hasPassword: standing.hasPassword ?? false,
		ownWords: standing.ownWords ?? 0,
		people: people(told.players, standing),
		spectator: told.isSpectator,
		phase: told.phase,
		timer: standing.timer ?? null,
		round: standing.round ?? 0,
		totalRounds: standing.totalRounds ?? 0,
		prompt: told.prompt ?? null,
		promptIndices: told.promptIndices ?? null,
		submitted: state?.hasSubmitted ?? false,
		submissions: same && same.phase === told.phase && same.round === (standing.round ?? 0) ? same.submissions : null,
		// The same game goes on: what the server does not tell again is still known.
		game: told.phase === 'lobby' ? null : (same?.game ?? null)
	};
}

function phaseChanged(room: Room, told: Payloads['phase-changed'], now: number): Room {
	const end = told.endsAt ?? told.startsAt;
	const { duration, phase } = told;
	const begins = phase === 'lobby';
	return {
		...room,
		phase,
		timer: duration === undefined ? null : { duration, endsAt: end ?? now + duration },
		round: told.round ?? (begins ? 0 : room.round),
		totalRounds: told.totalRounds ?? (begins ? 0 : room.totalRounds),
		prompt: told.prompt ?? (begins ? null : room.prompt),
		promptIndices: told.promptIndices ?? (begins ? null : room.promptIndices),
		// Who has drawn nothing in Pixel Battle watches from the voting on; nobody is told.
		spectator: begins || JOINING.has(phase) ? false : room.spectator || missed(room, phase),
		submitted: false,
		submissions: null,
		game: begins ? null : room.game
	};
}

function missed(room: Room, phase: string): boolean {
	return room.mode === 'pixel-battle' && room.phase === 'drawing' && phase !== 'drawing' && !room.submitted;
}

/** The same person with another name keeps the four digits, which nobody else has in a room. */
function isSame(person: Person, told: { playerId: string; user: User }): boolean {
	return person.id === '' ? person.user.discriminator === told.user.discriminator : person.id === told.playerId;
}

function changed(room: Room, told: { playerId: string; user: User }, change: Partial<Person>): Room {
	return {
		...room,
		people: room.people.map((person) => (isSame(person, told) ? { ...person, ...change } : person))
	};
}

const STEPS = {
	'player-joined': (room: Room, told: Payloads['player-joined']): Room => ({
		...room,
		people: [
			...room.people.filter(({ user }) => user.fullName !== told.user.fullName),
			{ user: told.user, id: told.playerId ?? '', away: false }
		]
	}),
	'player-left': (room: Room, told: Payloads['player-left']): Room => ({
		...room,
		people: room.people.filter(({ user }) => user.fullName !== told.user.fullName)
	}),
	'player-updated': (room: Room, told: Payloads['player-updated']): Room => {
		const renamed = changed(room, told, { user: told.user });
		if (told.isHost === undefined) return renamed;
		const hostId = told.isHost ? told.playerId : room.hostId === told.playerId ? '' : room.hostId;
		return { ...renamed, hostId, isHost: hostId === room.playerId };
	},
	'player-disconnected': (room: Room, told: Payloads['player-disconnected']): Room =>
		changed(room, told, { away: true }),
	'player-reconnected': (room: Room, told: Payloads['player-reconnected']): Room =>
		changed(room, told, { away: false }),
	'name-changed': (room: Room, told: Payloads['name-changed']): Room => ({
		...room,
		me: told.user,
		people: room.people.map((person) =>
			person.user.fullName === room.me.fullName ? { ...person, user: told.user } : person
		)
	}),
	'lobby-timer-started': (room: Room, told: Payloads['lobby-timer-started']): Room => ({
		...room,
		// To the letter: `startsAt` is when the game starts.
		timer: { duration: told.duration, endsAt: told.startsAt }
	}),
	'lobby-timer-cancelled': (room: Room): Room => ({ ...room, timer: null }),
	'password-changed': (room: Room, told: Payloads['password-changed']): Room => ({
		...room,
		hasPassword: told.hasPassword
	}),
	'words-changed': (room: Room, told: Payloads['words-changed']): Room => ({ ...room, ownWords: told.count }),
	'phase-changed': phaseChanged,
	'submission-received': (room: Room): Room => ({ ...room, submitted: true }),
	'submission-count': (room: Room, told: Payloads['submission-count']): Room => ({ ...room, submissions: told }),
	'royale-you-eliminated': (room: Room): Room => ({ ...room, spectator: true })
};

/** Events after which there is no room any more. */
export const OUT: ReadonlySet<string> = new Set(['left-lobby', 'kicked', 'instance-closing', 'session-restore-failed']);

/**
 * The room after the server said something; null while there is none.
 *
 * @param me how this page's player is shown outside of rooms
 * @param now epoch ms by the server's clock
 */
export function follow(room: Room | null, event: string, told: unknown, me: User, now: number): Room | null {
	if (event === 'lobby-joined') return joined(told as LobbyJoined, me);
	if (event === 'session-restored') return restored(room, told as SessionRestored);
	if (OUT.has(event)) return null;
	const step = (STEPS as Record<string, (room: Room, told: never, now: number) => Room>)[event];
	return room && step ? step(room, told as never, now) : room;
}
