/** The pictures of the arena, eight by eight squares each, drawn once for each size and set of colours. */

/** The letters of the drawings below: each is a colour of the arena. */
export const INKS = {
	k: 'outline',
	s: 'skin',
	h: 'hair',
	i: 'hair-2',
	j: 'hair-3',
	c: 'shirt',
	t: 'trousers',
	z: 'rotten',
	r: 'rags',
	m: 'mine',
	b: 'boost',
	x: 'healing',
	w: 'white'
} as const;

export type Ink = (typeof INKS)[keyof typeof INKS];
export type Inks = Record<Ink, string>;

type Drawing = readonly string[];

/** All look to the right. Survivors are slim and walk upright, zombies are broad and stretch their arms out. */
const DRAWINGS: Record<string, Drawing> = {
	survivor: ['..hhhh..', '..hsss..', '..hsks..', '..hsss..', '..cccc..', '..cccs..', '..tttt..', '..t..t..'],
	survivorWalks: ['..hhhh..', '..hsss..', '..hsks..', '..hsss..', '..cccc..', '..sccc..', '..tttt..', '...tt...'],
	zombie: ['.zzzz...', '.zkzk...', '.zzzz...', '.zkkz...', '.rrzzzzz', '.rrrr...', '.rrzzzzz', '.r..r...'],
	zombieWalks: ['.zzzz...', '.zkzk...', '.zzzz...', '.zkkz...', '.rrzzzz.', '.rrrr...', '.rrzzzzz', '..rr....'],
	'speed-boost': ['....bbb.', '...bbb..', '..bbb...', '.bbbbbb.', '...bbb..', '..bbb...', '..bb....', '..b.....'],
	'healing-touch': ['.xx..xx.', 'xxxxxxxx', 'xxxwwxxx', 'xxwwwwxx', 'xxxwwxxx', '.xxxxxx.', '..xxxx..', '...xx...'],
	badge: ['........', '........', '..xxxx..', '.xxwwxx.', '.xwwwwx.', '.xxwwxx.', '..xxxx..', '........']
};

/** The same, for the one that this page plays. */
const MINE: Record<string, string> = { c: 'm', r: 'm' };

/** People have different hair; zombies have none. */
const HAIRS = ['h', 'i', 'j'] as const;

/** Squares of a side, with room for the outline around. */
const SIDE = 10;

/** In each: to the right, to the right with the other leg, to the left, to the left with the other leg. */
export const SPRITES = {
	survivor: 0,
	mySurvivor: 12,
	zombie: 24,
	myZombie: 28,
	'speed-boost': 32,
	'healing-touch': 33,
	badge: 34
} as const;

/** Which sprite a body is: to the left or to the right, and which leg is in front. */
export function pose(index: number, isZombie: boolean, isMine: boolean, facing: number, walks: boolean): number {
	const way = (facing < 0 ? 2 : 0) + (walks ? 1 : 0);
	if (isZombie) return (isMine ? SPRITES.myZombie : SPRITES.zombie) + way;
	return (isMine ? SPRITES.mySurvivor : SPRITES.survivor) + (index % HAIRS.length) * 4 + way;
}

function turned(drawing: Drawing): Drawing {
	return drawing.map((row) => row.split('').reverse().join(''));
}

function recoloured(drawing: Drawing, letters: Record<string, string>): Drawing {
	return drawing.map((row) => row.replace(/[a-z]/g, (letter) => letters[letter] ?? letter));
}

/** A body that stands and walks, both ways. */
function poses(name: string): Drawing[] {
	const both = [DRAWINGS[name] ?? [], DRAWINGS[`${name}Walks`] ?? []];
	return [...both, ...both.map(turned)];
}

/** In the order of `SPRITES`. */
function all(): Drawing[] {
	const people = HAIRS.flatMap((hair) => poses('survivor').map((drawing) => recoloured(drawing, { h: hair })));
	const zombies = poses('zombie');
	const mine = (drawing: Drawing) => recoloured(drawing, MINE);
	const things = ['speed-boost', 'healing-touch', 'badge'].map((name) => DRAWINGS[name] ?? []);
	return [...people, ...people.map(mine), ...zombies, ...zombies.map(mine), ...things];
}

/** All of them beside each other, `scale` pixels a square, each with a thin outline. */
export class Atlas {
	readonly image: HTMLCanvasElement;
	/** Pixels of a side of each. */
	readonly side: number;

	constructor(scale: number, inks: Inks) {
		const drawings = all();
		this.side = SIDE * scale;
		this.image = document.createElement('canvas');
		this.image.width = this.side * drawings.length;
		this.image.height = this.side;
		const to = this.image.getContext('2d');
		if (!to) return;
		const thin = Math.max(1, Math.round(scale / 2));
		drawings.forEach((drawing, index) => {
			const left = index * this.side + scale;
			to.fillStyle = inks.outline;
			each(drawing, (x, y) =>
				to.fillRect(left + x * scale - thin, (y + 1) * scale - thin, scale + 2 * thin, scale + 2 * thin)
			);
			each(drawing, (x, y, ink) => {
				to.fillStyle = inks[ink];
				to.fillRect(left + x * scale, (y + 1) * scale, scale, scale);
			});
		});
	}
}

function each(drawing: Drawing, draw: (x: number, y: number, ink: Ink) => void): void {
	drawing.forEach((row, y) =>
		row.split('').forEach((letter, x) => {
			if (letter !== '.') draw(x, y, INKS[letter as keyof typeof INKS]);
		})
	);
}

/** The squares of a picture for who draws it elsewhere, such as in an SVG: by letter. */
export function drawingOf(name: 'survivor' | 'zombie' | 'speed-boost' | 'healing-touch'): Drawing {
	return DRAWINGS[name] ?? [];
}
