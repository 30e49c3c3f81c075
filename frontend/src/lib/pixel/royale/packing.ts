/** How groups of squares share a place: all of one size, as large as they can be, each group in rows of its own. */

/** In pixels of the page. */
export interface Packing {
	columns: number;
	/** Of one side. */
	size: number;
	/** Whether there is room for words below each. */
	captions: boolean;
}

interface Place {
	width: number;
	height: number;
	/** Between two squares. */
	gap: number;
	/** The height of the words below a square, where it is wide enough for them. */
	caption: number;
	/** The height of what stands above each group. */
	heading: number;
}

/** A square is never smaller: it could not be recognised. Then the place has to be scrolled. */
export const SMALLEST = 28;

/** From this width on there are words below a square. */
const WORDS = 72;

/** The fewest columns with which the squares are largest. */
export function packed(groups: readonly number[], { width, height, gap, caption, heading }: Place): Packing {
	const shown = groups.filter((count) => count > 0);
	let best: Packing = {
		columns: Math.max(1, Math.floor((width + gap) / (SMALLEST + gap))),
		size: SMALLEST,
		captions: false
	};
	for (let columns = 1; columns <= Math.max(1, ...groups); columns += 1) {
		const across = (width - gap * (columns - 1)) / columns;
		const rows = shown.reduce((sum, count) => sum + Math.ceil(count / columns), 0);
		const room = height - shown.length * (heading + gap) - rows * gap;
		const [worded, bare] = [room / rows - caption, room / rows].map((down) => Math.floor(Math.min(across, down)));
		const captions = (worded ?? 0) >= WORDS;
		const size = (captions ? worded : Math.min(bare ?? 0, WORDS - 1)) ?? 0;
		if (size > best.size) best = { columns, size, captions };
	}
	return best;
}
