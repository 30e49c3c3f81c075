/** How a closed question went for a player. */

import type { View } from '#lib/quiz/player/follow.ts';

/** `shown`: it was closed before, nothing is told about it now. */
export type Outcome = 'right' | 'wrong' | 'voted' | 'late' | 'none' | 'shown';

export function outcome(view: Pick<View, 'answered' | 'result' | 'question'>, sending: string): Outcome {
	if (!view.result) return 'shown';
	if (!view.answered) return sending === 'late' || sending === 'sending' ? 'late' : 'none';
	if (view.question?.type === 'VOTING') return 'voted';
	return view.result.right ? 'right' : 'wrong';
}
