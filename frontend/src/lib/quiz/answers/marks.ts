/** How answers are told apart: by letter, shape and colour, each of them enough. Sixteen, our own. */

/** The most options that a question has. */
export const MOST = 16;

const LETTERS = 'ABCDEFGHIJKLMNOP';

/** Outlines in a square of 100, each with room for a letter around its middle. */
export const SHAPES: readonly string[] = [
	// leaf
	'M8 8H58C78 8 92 22 92 42V92H42C22 92 8 78 8 58Z',
	// star
	'M50 4Q54 4 57 11L66 30L86 32Q98 34 89 43L75 58L79 79Q80 92 69 87L50 76L31 87Q20 92 21 79L25 58L11 43Q2 34 14 32L34 30L43 11Q46 4 50 4Z',
	// drop
	'M50 3C54 3 86 40 86 62A36 34 0 0 1 14 62C14 40 46 3 50 3Z',
	// house
	'M46 6Q50 3 54 6L92 37Q97 42 91 46H86V86Q86 93 79 93H21Q14 93 14 86V46H9Q3 42 8 37Z',
	// cloud
	'M27 86A23 23 0 0 1 18 43A24 24 0 0 1 45 20A27 27 0 0 1 83 44A22 22 0 0 1 75 86Z',
	// bubble
	'M18 8H82Q95 8 95 21V63Q95 76 82 76H56L33 96V76H18Q5 76 5 63V21Q5 8 18 8Z',
	// flower
	'M50 4A20 20 0 0 1 69 18A20 20 0 0 1 89 50A20 20 0 0 1 69 82A20 20 0 0 1 31 82A20 20 0 0 1 11 50A20 20 0 0 1 31 18A20 20 0 0 1 50 4Z',
	// gate
	'M12 93V48A38 42 0 0 1 88 48V93H70V84A20 18 0 0 0 30 84V93Z',
	// shield
	'M50 4Q68 15 91 15V46Q91 78 50 96Q9 78 9 46V15Q32 15 50 4Z',
	// cross
	'M33 14Q33 6 41 6H59Q67 6 67 14V33H86Q94 33 94 41V59Q94 67 86 67H67V86Q67 94 59 94H41Q33 94 33 86V67H14Q6 67 6 59V41Q6 33 14 33H33Z',
	// crown
	'M8 24L30 42L50 8L70 42L92 24V82Q92 90 84 90H16Q8 90 8 82Z',
	// six sides
	'M30 8H70Q75 8 78 13L95 45Q98 50 95 55L78 87Q75 92 70 92H30Q25 92 22 87L5 55Q2 50 5 45L22 13Q25 8 30 8Z',
	// heart
	'M50 92C18 68 4 52 4 33C4 8 36 2 50 23C64 2 96 8 96 33C96 52 82 68 50 92Z',
	// ticket
	'M5 26Q5 18 13 18H87Q95 18 95 26V39A11 11 0 0 0 95 61V74Q95 82 87 82H13Q5 82 5 74V61A11 11 0 0 0 5 39Z',
	// arrow
	'M46 6Q50 2 54 6L93 47Q97 54 88 54H74V86Q74 93 67 93H33Q26 93 26 86V54H12Q3 54 7 47Z',
	// sun
	'M50 2L60 15L74 9L77 24L92 26L87 40L98 50L87 60L92 74L77 76L74 91L60 85L50 98L40 85L26 91L23 76L8 74L13 60L2 50L13 40L8 26L23 24L26 9L40 15Z'
];

/** Where the middle of the letter stands in each shape, from the top. */
export const MIDDLES: readonly number[] = [51, 54, 59, 60, 57, 42, 50, 47, 49, 50, 63, 50, 44, 50, 46, 50];

/** The letter of the option with this index. */
export function letter(index: number): string {
	return LETTERS[index % MOST] ?? '?';
}

/** Its colour, as a value for CSS. */
export function colour(index: number): string {
	return `var(--answer-${index % MOST})`;
}

/** The ink that is read on its colour, as a value for CSS. */
export function ink(index: number): string {
	return index % 2 === 0 ? 'var(--on-answer-dark)' : 'var(--on-answer-light)';
}
