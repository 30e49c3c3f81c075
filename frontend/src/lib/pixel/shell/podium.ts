/** Somebody on the podium. */
export interface Step {
	/** Of the player. */
	id: string;
	name: string;
	/** Equal ones share it. */
	place: number;
	/** What they have drawn, and what is said about it to those who do not see it, if there is anything to say. */
	picture: { pixels: string; label?: string } | null;
	/** In words: what the place was given for. */
	points?: string;
}
