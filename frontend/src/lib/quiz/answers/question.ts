/** The question on the wire, as players see it. */

export type Kind = 'ABCD' | 'RANGE' | 'VOTING' | 'SLIDE' | 'TEXT' | 'ORDER' | 'CHECK';

export interface ShownOption {
	answer: string;
	image?: string | null;
	color?: string | null;
	image_alt?: string;
}

export interface ShownRange {
	min: number;
	max: number;
}

export interface ShownQuestion {
	/** HTML, cleaned by the server. */
	question: string;
	/** Seconds, a whole number. */
	time: string;
	type: Kind;
	answers: ShownOption[] | ShownRange;
	image?: string | null;
	hide_results?: boolean;
	id?: string;
	points?: number;
	image_alt?: string;
	credit?: string;
}

/** The options of a question that has some. */
export function optionsOf(question: ShownQuestion): ShownOption[] {
	return Array.isArray(question.answers) ? question.answers : [];
}
