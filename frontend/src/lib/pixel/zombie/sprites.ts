/** The pictures of the arena, eight by eight squares each, drawn once for each size and set of colours. */

/** The letters of the drawings below: each is a colour of the arena. */
export const INKS = {
	k: 'outline',
	s: 'skin',
	h: 'hair',
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

/** Squares of a side, with the outline around. */
const SIDE = 10;

export const SPRITES = {
	survivor: 0,
	zombie: 4,
	mySurvivor: 8,
	myZombie: 12,
	'speed-boost': 16,
	'healing-touch': 17,
	badge: 18
} as const;

/** In which of its places a body is: to the left or to the right, and which leg is in front. */
export function pose(isZombie: boolean, isMine: boolean, facing: number, walks: boolean): number {
	const kind = isZombie ? (isMine ? SPRITES.myZombie : SPRITES.zombie) : isMine ? SPRITES.mySurvivor : SPRITES.survivor;
	return kind + (facing < 0 ? 2 : 0) + (walks ? 1 : 0);
}

function turned(drawing: Drawing): Drawing {
	return drawing.map((row) => row.split('').reverse().join(''));
}

function mine(drawing: Drawing): Drawing {
	return drawing.map((row) => row.replace(/[cr]/g, (letter) => MINE[letter] ?? letter));
}

/** In the order of `SPRITES`. */
function all(): Drawing[] {
	const bodies = (['survivor', 'zombie'] as const).map((name) => {
		const [stands, walks] = [DRAWINGS[name] ?? [], DRAWINGS[`${name}Walks`] ?? []];
		return [stands, walks, turned(stands), turned(walks)];
	});
	const things = ['speed-boost', 'healing-touch', 'badge'].map((name) => DRAWINGS[name] ?? []);
	return [...bodies.flat(), ...bodies.flat().map(mine), ...things];
}

/** All of them beside each other, `scale` pixels a square, each with an outline. */
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
		drawings.forEach((drawing, index) => {
			const left = index * this.side;
			for (let y = -1; y <= 8; y++) {
				for (let x = -1; x <= 8; x++) {
					const ink = inkOf(drawing, x, y);
					if (!ink) continue;
					to.fillStyle = inks[ink];
					to.fillRect(left + (x + 1) * scale, (y + 1) * scale, scale, scale);
				}
			}
		});
	}
}

function letterAt(drawing: Drawing, x: number, y: number): string {
	return drawing[y]?.[x] ?? '.';
}

function inkOf(drawing: Drawing, x: number, y: number): Ink | null {
	const letter = letterAt(drawing, x, y) as keyof typeof INKS | '.';
	if (letter !== '.') return INKS[letter];
	const beside = [letterAt(drawing, x - 1, y), letterAt(drawing, x + 1, y), letterAt(drawing, x, y - 1)];
	return [...beside, letterAt(drawing, x, y + 1)].some((other) => other !== '.') ? 'outline' : null;
}

/** The squares of a picture for who draws it elsewhere, such as in an SVG: by letter. */
export function drawingOf(name: 'survivor' | 'zombie' | 'speed-boost' | 'healing-touch'): Drawing {
	return DRAWINGS[name] ?? [];
}
