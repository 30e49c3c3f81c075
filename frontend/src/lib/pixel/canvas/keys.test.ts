import { describe, expect, it } from 'vitest';
import { anywhere, onGrid, type Command } from '#lib/pixel/canvas/keys.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<typeof none> = {}) => onGrid({ key, ...none, ...held });

function went(command: Command | null, from: number): number {
	if (command?.does !== 'move') throw new Error('not a move');
	return command.to(from);
}

describe('keys', () => {
	it('choose each of the sixteen colours, in either case', () => {
		for (const digit of '0123456789ABCDEF') {
			expect(press(digit)).toEqual({ does: 'take', digit });
			expect(press(digit.toLowerCase())).toEqual({ does: 'take', digit });
		}
	});

	it('move within the picture', () => {
		expect(went(press('ArrowLeft'), 0)).toBe(0);
		expect(went(press('ArrowLeft'), 8)).toBe(8);
		expect(went(press('ArrowRight'), 7)).toBe(7);
		expect(went(press('ArrowRight'), 8)).toBe(9);
		expect(went(press('ArrowUp'), 3)).toBe(3);
		expect(went(press('ArrowDown'), 60)).toBe(60);
		expect(went(press('ArrowDown'), 3)).toBe(11);
		expect(went(press('Home'), 13)).toBe(8);
		expect(went(press('End'), 13)).toBe(15);
		expect(went(press('PageUp'), 13)).toBe(5);
		expect(went(press('PageDown'), 13)).toBe(61);
	});

	it('draw while moving with shift', () => {
		expect(press('ArrowDown', { shiftKey: true })).toMatchObject({ does: 'move', draws: true });
		expect(press('ArrowDown')).toMatchObject({ does: 'move', draws: false });
	});

	it('undo and redo as everywhere', () => {
		expect(press('z', { ctrlKey: true })).toEqual({ does: 'undo' });
		expect(press('Z', { ctrlKey: true, shiftKey: true })).toEqual({ does: 'redo' });
		expect(press('y', { ctrlKey: true })).toEqual({ does: 'redo' });
		expect(press('z', { metaKey: true })).toEqual({ does: 'undo' });
	});

	it('leave to the browser what is its own', () => {
		expect(press('a', { ctrlKey: true })).toBeNull();
		expect(press('f', { ctrlKey: true })).toBeNull();
		expect(press('d', { altKey: true })).toBeNull();
		expect(press('ArrowLeft', { altKey: true })).toBeNull();
		expect(press('Tab')).toBeNull();
		expect(press('Escape')).toBeNull();
	});

	it('of the grid press buttons elsewhere', () => {
		expect(anywhere({ key: ' ', ...none })).toBeNull();
		expect(anywhere({ key: 'Enter', ...none })).toBeNull();
		expect(anywhere({ key: 'ArrowDown', ...none })).toBeNull();
		expect(anywhere({ key: 'g', ...none })).toEqual({ does: 'use', tool: 'fill' });
	});
});
