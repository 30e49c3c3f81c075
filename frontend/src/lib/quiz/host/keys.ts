/** Keys of the host's screen. Those of presenters are among them: they send arrows and page keys. */

export type Deed = 'next' | 'mute' | 'fullscreen' | 'controls' | 'players' | 'questions' | 'remote' | 'code' | 'help';

const ALWAYS: Record<string, Deed> = {
	' ': 'next',
	Enter: 'next',
	ArrowRight: 'next',
	PageDown: 'next'
};

/** Letters can be switched off: who speaks to the machine, or leans on the keyboard, presses them without wanting to. */
const LETTERS: Record<string, Deed> = {
	'?': 'help',
	m: 'mute',
	f: 'fullscreen',
	h: 'controls',
	p: 'players',
	q: 'questions',
	r: 'remote',
	c: 'code'
};

/** The letters in the order in which they are explained. */
export const EXPLAINED: readonly (readonly [string, Deed])[] = Object.entries(LETTERS).filter(([key]) => key !== '?');

export interface Pressed {
	key: string;
	repeat: boolean;
	altKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
	/** The name of the element that has the focus, in capitals, and whether text is typed into it. */
	on: string;
	typing: boolean;
}

/** What a key does; null if it is not for the screen. `letters` are switched on. */
export function deedOf(pressed: Pressed, letters = true): Deed | null {
	const { key, on } = pressed;
	if (pressed.repeat || pressed.altKey || pressed.ctrlKey || pressed.metaKey || pressed.typing) return null;
	const deed = ALWAYS[key];
	if (deed) {
		// These press the button or link that has the focus.
		const presses = key === ' ' || key === 'Enter';
		return presses && ['BUTTON', 'A', 'SUMMARY', 'INPUT', 'SELECT'].includes(on) ? null : deed;
	}
	return letters ? (LETTERS[key.toLowerCase()] ?? null) : null;
}
