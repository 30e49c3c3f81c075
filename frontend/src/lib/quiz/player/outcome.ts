/** How a closed question went for a player. */

import { m } from '#lib/paraglide/messages.js';
import type { View } from '#lib/quiz/player/follow.ts';

/** `shown`: it was closed before, nothing is told about it now. */
export type Outcome = 'right' | 'wrong' | 'voted' | 'late' | 'none' | 'shown';

/** It in words. */
export const WORDS: Record<Outcome, () => string> = {
	right: m.player_right,
	wrong: m.player_wrong,
	voted: m.player_voted,
	late: m.player_too_late,
	none: m.player_no_answer,
	shown: m.player_closed
};

/** Whether a place means something: before anybody has points, all are first. */
export function ranked(result: View['result']): boolean {
	return result !== null && (result.total > 0 || result.behind !== null);
}

export function outcome(view: Pick<View, 'answered' | 'result' | 'question'>, sending: string): Outcome {
	if (!view.result) return 'shown';
	if (!view.answered) return sending === 'late' || sending === 'sending' ? 'late' : 'none';
	if (view.question?.type === 'VOTING') return 'voted';
	return view.result.right ? 'right' : 'wrong';
}
