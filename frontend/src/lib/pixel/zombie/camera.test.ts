import { expect, test } from 'vitest';
import { Camera } from '#lib/pixel/zombie/camera.ts';

function camera(width: number, height: number, ratio = 1, whole = false): Camera {
	const made = new Camera();
	made.fit(width, height, ratio, whole);
	return made;
}

test('large screens show the whole arena in the middle, with whole pixels', () => {
	expect(camera(1500, 950)).toMatchObject({ isWhole: true, cell: 29, left: 286, top: 11 });
	expect(camera(500, 460, 1.5)).toMatchObject({ isWhole: true, cell: 21 });
});

test('phones show a part that follows and never leaves the arena', () => {
	const made = camera(360, 560, 3);
	expect(made).toMatchObject({ isWhole: false, cell: 83 });
	made.look(16, 16, false);
	expect(made.left).toBe(Math.round(540 - 16 * 83));
	made.look(0.5, 0.5, false);
	expect([made.left, made.top]).toEqual([0, 0]);
	made.look(31.5, 31.5, false);
	expect([made.left, made.top]).toEqual([1080 - 32 * 83, 1680 - 32 * 83]);
});

test('who watches may have the whole arena on a phone', () => {
	expect(camera(360, 560, 1, true)).toMatchObject({ isWhole: true, cell: 11 });
});

test('little moves for who wants it so', () => {
	const made = camera(360, 560);
	made.look(16, 16, true);
	const { left } = made;
	made.look(18, 16, true);
	expect(made.left).toBe(left);
	made.look(20, 16, true);
	expect(made.left).toBe(left - made.cell);
});
