import { describe, expect, it } from 'vitest';
import { packed, SMALLEST } from '#lib/pixel/royale/packing.ts';

const PHONE = { width: 336, height: 440, gap: 6, caption: 36, heading: 28 };
const WIDE = { width: 1400, height: 900, gap: 12, caption: 48, heading: 40 };

describe('squares in groups', () => {
	it.each([
		[[6, 4], PHONE],
		[[2, 1], PHONE],
		[[6, 4], WIDE],
		[[56, 44], WIDE],
		[[1, 1], WIDE],
		[[10, 0], PHONE]
	])('fit their place: %j', (groups, place) => {
		const { columns, size, captions } = packed(groups, place);
		const shown = groups.filter((count) => count > 0);
		const rows = shown.reduce((sum, count) => sum + Math.ceil(count / columns), 0);
		expect(columns * size + (columns - 1) * place.gap).toBeLessThanOrEqual(place.width);
		const tall =
			rows * (size + (captions ? place.caption : 0) + place.gap) + shown.length * (place.heading + place.gap);
		expect(tall).toBeLessThanOrEqual(place.height);
		expect(size).toBeGreaterThan(SMALLEST);
	});

	it('are as large as the place allows', () => {
		expect(packed([6, 4], WIDE).size).toBeGreaterThan(packed([56, 44], WIDE).size);
		expect(packed([6, 4], WIDE)).toMatchObject({ captions: true });
	});

	it('stay recognisable where there are too many: then it is scrolled', () => {
		expect(packed([56, 44], { ...PHONE, height: 120 })).toMatchObject({ size: SMALLEST, captions: false });
		expect(packed([56, 44], { ...PHONE, width: 0, height: 0 })).toMatchObject({ columns: 1, size: SMALLEST });
	});
});
