/** How squares share a place: as large as they can be, in rows that are all full but the last. */

/** In pixels of the page. */
export interface Fitting {
	columns: number;
	/** Of one side. */
	size: number;
}

interface Place {
	width: number;
	height: number;
	/** Between two of them. */
	gap?: number;
	/** What stands below each, such as a name. */
	caption?: number;
}

/** The fewest columns with which `count` squares are largest; at least one pixel each, however small the place. */
export function fitted(count: number, { width, height, gap = 0, caption = 0 }: Place): Fitting {
	let best: Fitting = { columns: 1, size: 1 };
	for (let columns = 1; columns <= count; columns += 1) {
		const rows = Math.ceil(count / columns);
		const across = (width - gap * (columns - 1)) / columns;
		const down = (height - gap * (rows - 1)) / rows - caption;
		const size = Math.floor(Math.min(across, down));
		if (size > best.size) best = { columns, size };
	}
	return best;
}
