import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Painting } from '#lib/pixel/canvas/painting.svelte.ts';
import { EMPTY } from '#lib/pixel/canvas/palette.ts';
import { pointOf } from '#lib/pixel/canvas/pixels.ts';

/** A tab's storage. */
class Tab {
	kept = new Map<string, string>();
	getItem = (name: string) => this.kept.get(name) ?? null;
	setItem = (name: string, text: string) => void this.kept.set(name, text);
	removeItem = (name: string) => void this.kept.delete(name);
}

beforeEach(() => vi.stubGlobal('sessionStorage', new Tab()));

const row = (digits: string) => digits + EMPTY.slice(digits.length);

describe('a painting', () => {
	it('has one step for a stroke, however many cells it crosses', () => {
		const painting = new Painting();
		painting.press(0);
		painting.drag(pointOf(3));
		painting.drag(pointOf(5));
		expect(painting.pixels).toBe(row('000000'));
		painting.lift();
		painting.undo();
		expect(painting.pixels).toBe(EMPTY);
		painting.redo();
		expect(painting.pixels).toBe(row('000000'));
	});

	it('draws on where a stroke comes back from beside the picture', () => {
		const painting = new Painting();
		painting.press(6);
		painting.drag({ x: 12, y: 0 });
		painting.drag({ x: 12, y: 4 });
		painting.drag({ x: 6, y: 4 });
		painting.lift();
		expect(painting.drawn).toBe(4);
	});

	it('fills, picks, erases and clears, each of which can be undone', () => {
		const painting = new Painting();
		painting.take('2');
		painting.tool = 'fill';
		painting.dot(10);
		expect(painting.pixels).toBe('2'.repeat(64));
		painting.take('4');
		expect(painting.tool).toBe('fill');
		painting.tool = 'eraser';
		painting.dot(0);
		expect(painting.pixels).toBe('1' + '2'.repeat(63));
		painting.tool = 'pick';
		painting.press(1);
		expect([painting.colour, painting.tool]).toEqual(['2', 'pencil']);
		painting.clear();
		expect(painting.pixels).toBe(EMPTY);
		painting.undo();
		painting.undo();
		expect(painting.pixels).toBe('2'.repeat(64));
	});

	it('repeats strokes and fillings on the other side', () => {
		const painting = new Painting();
		painting.mirror();
		expect(painting.symmetry).toBe('sides');
		painting.dot(0);
		expect(painting.pixels).toBe(row('01111110'));
		painting.tool = 'fill';
		painting.take('3');
		painting.dot(0);
		expect(painting.pixels).toBe(row('31111113'));
	});

	it('fills both sides, even if they are of one colour with what is filled', () => {
		const painting = new Painting({ pixels: row('00111100') });
		painting.symmetry = 'sides';
		painting.tool = 'fill';
		painting.take('9');
		painting.dot(1);
		expect(painting.pixels).toBe(row('99111199'));
	});

	it('comes back after a reload until it is finished', () => {
		const painting = new Painting({ key: 'room/1' });
		painting.dot(0);
		expect(new Painting({ key: 'room/1' }).pixels).toBe(row('0'));
		expect(new Painting({ key: 'room/2' }).pixels).toBe(EMPTY);
		painting.forget();
		expect(new Painting({ key: 'room/1' }).pixels).toBe(EMPTY);
		expect((sessionStorage as unknown as Tab).kept.size).toBe(0);
	});

	it('comes back with the stroke that was being drawn', () => {
		const painting = new Painting({ key: 'room/1' });
		painting.press(0);
		expect(new Painting({ key: 'room/1' }).pixels).toBe(row('0'));
	});

	it('leaves nothing of old rounds behind', () => {
		for (let round = 0; round < 50; round++) new Painting({ key: `room/${round}` }).dot(0);
		expect((JSON.parse(sessionStorage.getItem('rumpus.drafts') ?? '') as unknown[]).length).toBeLessThan(6);
		expect(new Painting({ key: 'room/49' }).drawn).toBe(1);
	});

	it('works where nothing may be kept, and where nonsense was', () => {
		sessionStorage.setItem('rumpus.drafts', '[["room/1"], 5, ["room/2", 7], ["room/3", "zz"]]');
		expect(new Painting({ key: 'room/1' }).pixels).toBe(EMPTY);
		expect(new Painting({ key: 'room/3' }).pixels).toBe(EMPTY);
		vi.stubGlobal('sessionStorage', {
			getItem() {
				throw new Error('refused');
			},
			setItem() {
				throw new Error('refused');
			}
		});
		const painting = new Painting({ key: 'room/1' });
		painting.dot(0);
		expect(painting.drawn).toBe(1);
	});
});
