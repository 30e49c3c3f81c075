/**
 * Reading what LZ-String has packed for UTF-16, 15 bits in each character: an LZ78, whose texts are learned from what
 * was read before.
 */

const BITS = 15;
const OFFSET = 32;

/** The first three numbers are no texts: a character of 8 bits follows, one of 16 bits follows, it is over. */
const NEW_BYTE = 0;
const NEW_UNIT = 1;
const END = 2;

export class PackingError extends Error {}

class Bits {
	readonly #packed: string;
	#at = 0;

	constructor(packed: string) {
		this.#packed = packed;
	}

	/** A number of so many bits, the lowest first. */
	number(width: number): number {
		let value = 0;
		for (let bit = 0; bit < width; bit++, this.#at++) {
			const unit = this.#packed.charCodeAt(Math.floor(this.#at / BITS)) - OFFSET;
			if (Number.isNaN(unit)) throw new PackingError('it ends in the middle');
			value |= ((unit >> (BITS - 1 - (this.#at % BITS))) & 1) << bit;
		}
		return value;
	}
}

/** The text that was packed. @throws PackingError if it is none */
export function unpacked(packed: string): string {
	const bits = new Bits(packed);
	const texts = ['', '', ''];
	const read: string[] = [];
	let width = 2;
	let before = '';

	const learn = (text: string): void => {
		texts.push(text);
		// The next number may be one more than all that are known: the text that is about to be learned.
		if (texts.length >= 1 << width) width += 1;
	};

	for (;;) {
		const number = bits.number(width);
		if (number === END) return read.join('');
		let text: string;
		if (number === NEW_BYTE || number === NEW_UNIT) {
			text = String.fromCharCode(bits.number(number === NEW_BYTE ? 8 : 16));
			learn(text);
		} else {
			text = texts[number] ?? (number === texts.length ? before + before.charAt(0) : '');
		}
		if (text === '') throw new PackingError('it names a text that is not known');
		read.push(text);
		if (before !== '') learn(before + text.charAt(0));
		before = text;
	}
}
