/** The ranking of a battle, packed or not. */

import type { RankingEntry } from '#lib/protocol/pixel.generated.ts';
import type { Results } from '#lib/pixel/battle/follow.ts';

/** All drawings, best first. What reads packed rankings is fetched when there is one. */
export async function rankingOf({ rankings, packed }: Results): Promise<readonly RankingEntry[]> {
	if (rankings || packed === null) return rankings ?? [];
	const { unpacked } = await import('#lib/pixel/battle/unpacking.ts');
	return JSON.parse(unpacked(packed)) as RankingEntry[];
}
