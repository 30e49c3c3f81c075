/** How the picture, the field and the guesses share a screen. */

export interface Fitting {
	/** The field stands beside the picture rather than below it. */
	beside: boolean;
	/** Of the paper, in pixels. */
	side: number;
	/** There is room for who has guessed it already. */
	roomy: boolean;
}

/** Beside each other from this ratio on: a phone that lies on its side. */
const FLAT = 1.45;

/** Of the paper, both sides together. */
const BORDER = 4;

/** The paper around a picture whose squares are all of one size. */
export function paper(room: number): number {
	return Math.max(0, Math.floor((room - BORDER) / 8) * 8) + BORDER;
}

/** What stands below the picture, or beside it; heights in pixels, with the gaps above them. */
export interface Rest {
	/** The field, and one line of guesses. */
	needed: number;
	/** One line of who has guessed it: only where there is room. */
	wanted: number;
}

/** Fit the picture into a place, in pixels. */
export function fitted(width: number, height: number, { needed, wanted }: Rest): Fitting {
	if (width > FLAT * height) {
		return { beside: true, side: paper(Math.min(height, 0.6 * width)), roomy: height > needed + wanted };
	}
	const lean = height - needed;
	// A keyboard takes half of the screen: then the picture needs the rest of it.
	const roomy = lean - wanted >= width || wanted === 0;
	return { beside: false, side: paper(Math.min(width, roomy ? lean - wanted : lean)), roomy };
}
