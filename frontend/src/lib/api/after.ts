/** Where somebody wanted to go before they were asked to sign in. */

/**
 * The path to go to after signing in: one of the host's own pages, whatever the address says.
 *
 * @param wanted from the address, so from anybody
 */
export function afterSignIn(wanted: string | null): `/${string}` {
	if (wanted === null || !/^\/(host|remote)(\/[\w~-][\w.~-]*)*\/?(\?[\w=&.%~-]*)?$/.test(wanted)) return '/host';
	return wanted as `/${string}`;
}

/** The path of the page that asks to sign in, and leads back to another one. */
export function signInPath(back: string): `/${string}` {
	return back === '/host' || back === '/host/' ? '/host/sign-in' : `/host/sign-in?next=${encodeURIComponent(back)}`;
}
