/** The quizzes on the page: own or public ones, all or those with certain words. The newest question wins. */

import { api, called, type Schemas } from '#lib/api/client.ts';

export type QuizEntry = Schemas['QuizEntry'];

/** Whose quizzes. */
export type Whose = 'own' | 'public';

const AT_ONCE = 24;

export class Shelf {
	/** Last changed first; best first while words are searched. */
	quizzes = $state.raw<QuizEntry[]>([]);
	whose = $state<Whose>('own');
	words = $state('');
	/** Waiting for the server. */
	busy = $state(true);
	/** What went wrong with the last question. */
	problem = $state.raw<unknown>(null);

	#next = $state<string | null>(null);
	#asked = 0;

	/** Whether there are more than those on the page. */
	get more(): boolean {
		return this.#next !== null;
	}

	/** Whether words are searched for. */
	get searching(): boolean {
		return this.words.trim() !== '';
	}

	/** Ask anew, from the beginning. */
	async load(): Promise<void> {
		await this.#ask(null);
	}

	/** Ask for the next ones. */
	async loadMore(): Promise<void> {
		if (this.#next !== null && !this.busy) await this.#ask(this.#next);
	}

	/** A quiz was deleted. */
	drop(id: string): void {
		this.quizzes = this.quizzes.filter((quiz) => quiz.id !== id);
	}

	async #ask(cursor: string | null): Promise<void> {
		const turn = ++this.#asked;
		this.busy = true;
		this.problem = null;
		try {
			const page = await this.#page(cursor);
			if (turn !== this.#asked) return;
			this.quizzes = cursor === null ? page.items : [...this.quizzes, ...page.items];
			this.#next = page.next ?? null;
		} catch (error) {
			if (turn === this.#asked) this.problem = error;
		} finally {
			if (turn === this.#asked) this.busy = false;
		}
	}

	#page(cursor: string | null): Promise<{ items: QuizEntry[]; next?: string | null }> {
		const q = this.words.trim();
		const query = { cursor, limit: AT_ONCE };
		if (q !== '')
			return called(api.GET('/api/v2/quizzes/search', { params: { query: { ...query, q, scope: this.whose } } }));
		if (this.whose === 'public') return called(api.GET('/api/v2/quizzes/public', { params: { query } }));
		return called(api.GET('/api/v2/quizzes', { params: { query } }));
	}
}
