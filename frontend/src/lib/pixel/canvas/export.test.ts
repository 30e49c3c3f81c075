import { describe, expect, it } from 'vitest';
import { animation, fileNameOf } from '#lib/pixel/canvas/export.ts';

describe('the name of a file', () => {
	it('is made of the words', () => {
		expect(fileNameOf('a green cat!', 'png')).toBe('a-green-cat.png');
		expect(fileNameOf('Grüne Katze – Ayşe', 'gif')).toBe('Grüne-Katze-Ayşe.gif');
	});

	it('is never empty, long, or a path', () => {
		expect(fileNameOf('', 'png')).toBe('rumpus.png');
		expect(fileNameOf('../..', 'png')).toBe('rumpus.png');
		expect(fileNameOf('../etc/passwd', 'png')).toBe('etc-passwd.png');
		expect(fileNameOf('x'.repeat(300), 'gif')).toBe(`${'x'.repeat(48)}.gif`);
	});
});

describe('an animation', () => {
	it('of a full gallery is made in pieces, and is small', async () => {
		const parts: number[] = [];
		const pictures = Array.from({ length: 500 }, (_, index) => ({
			pixels: Array.from({ length: 64 }, (_, cell) => ((cell * (index + 3)) % 16).toString(16)).join(''),
			name: '',
			shows: ''
		}));
		const file = await animation(pictures, (part) => parts.push(part));
		expect(file.size).toBeLessThan(8_000_000);
		expect(parts.length).toBeGreaterThan(3);
		expect([...parts].sort((one, other) => one - other)).toEqual(parts);
	}, 60_000);
});
