/** Who is signed in on this browser. Asked once; pages wait for `ready`. */

import { api, called, onSignedOut, type Schemas } from '#lib/api/client.ts';
import { asProblem, type Problem } from '#lib/api/problem.ts';

export type User = Schemas['User'];
export type SignedInAs = Schemas['SignedInAs'];

let known = $state.raw<SignedInAs | null>(null);
let failed = $state.raw<Problem | null>(null);

onSignedOut(() => {
	if (known?.user) known = { ...known, user: null, session: null };
});

export const account = {
	/** Whether it is known who is signed in. */
	get ready(): boolean {
		return known !== null;
	},

	/** Why it is not known; null while all is well. */
	get problem(): Problem | null {
		return failed;
	},

	/** Who is signed in; null for nobody. */
	get user(): User | null {
		return known?.user ?? null;
	},

	/** How this browser is signed in. */
	get session(): Schemas['Session'] | null {
		return known?.session ?? null;
	},

	/** Who may make an account on this server. */
	get registration(): 'open' | 'invitation' | 'closed' {
		return known?.registration ?? 'closed';
	},

	/** Whether this account may make quizzes and host games. */
	get mayMake(): boolean {
		return known?.user?.memberships.some(({ role }) => role !== 'viewer') ?? false;
	},

	/** Whether this account looks after the people of its workspace. */
	get mayInvite(): boolean {
		const user = known?.user;
		return user ? user.is_administrator || user.memberships.some(({ role }) => role === 'owner') : false;
	},

	/** Ask the server. What goes wrong is told by `problem`. */
	async load(): Promise<void> {
		try {
			known = await called(api.GET('/api/v2/session'));
			failed = null;
		} catch (error) {
			failed = asProblem(error);
		}
	},

	/** Somebody has just signed in, or changed their account. */
	set(now: SignedInAs): void {
		known = now;
		failed = null;
	},

	/** The account was changed. */
	changed(user: User): void {
		if (known) known = { ...known, user };
	},

	/** Sign out on this browser. Throws a Problem if that did not work. */
	async signOut(): Promise<void> {
		await called(api.DELETE('/api/v2/session'));
		if (known) known = { ...known, user: null, session: null };
	}
};
