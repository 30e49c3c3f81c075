/** Lists that come page by page. */

interface Page<Item> {
	items: Item[];
	next?: string | null;
}

/**
 * All items of a list, asked for page by page.
 *
 * @param page asks for the page after a cursor
 * @param most where to stop, so that nothing is asked for without end
 */
export async function all<Item>(
	page: (cursor: string | undefined) => Promise<Page<Item>>,
	most = 10_000
): Promise<Item[]> {
	const items: Item[] = [];
	let cursor: string | undefined;
	do {
		const { items: more, next } = await page(cursor);
		items.push(...more);
		cursor = next ?? undefined;
	} while (cursor !== undefined && items.length < most);
	return items;
}
