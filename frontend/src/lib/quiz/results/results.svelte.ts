/** Past games, page by page, and one of them with all that is known about it. */

import { api, called, type Schemas } from '#lib/api/client.ts';
import { rowsOf, type Game, type Player, type Row } from '#lib/quiz/results/played.ts';

type WholeGame = Schemas['WholeGame'];

const AT_ONCE = 30;
const PLAYERS_AT_ONCE = 100;

/** The list of past games. */
export class PastGames {
	/** Last ended first. */
	games = $state.raw<Game[]>([]);
	busy = $state(true);
	problem = $state.raw<unknown>(null);

	#next = $state<string | null>(null);
	#quiz: string | null = null;
	#asked = 0;

	get more(): boolean {
		return this.#next !== null;
	}

	/** From the beginning; of one quiz, or of all. */
	async load(quiz: string | null): Promise<void> {
		this.#quiz = quiz;
		this.games = [];
		await this.#ask(null);
	}

	async loadMore(): Promise<void> {
		if (this.#next !== null && !this.busy) await this.#ask(this.#next);
	}

	async #ask(cursor: string | null): Promise<void> {
		const turn = ++this.#asked;
		this.busy = true;
		this.problem = null;
		try {
			const query = { cursor, limit: AT_ONCE, quiz_id: this.#quiz };
			const page = await called(api.GET('/api/v2/results', { params: { query } }));
			if (turn !== this.#asked) return;
			this.games = [...this.games, ...page.items];
			this.#next = page.next ?? null;
		} catch (error) {
			if (turn === this.#asked) this.problem = error;
		} finally {
			if (turn === this.#asked) this.busy = false;
		}
	}
}

/** One game. What changes something throws a Problem; what only reads tells it in `problem`. */
export class PlayedGame {
	readonly id: string;
	whole = $state.raw<WholeGame | null>(null);
	problem = $state.raw<unknown>(null);
	/** Best first, as far as they were asked for. */
	players = $state.raw<Player[]>([]);
	busy = $state(false);

	#next = $state<string | null>(null);

	constructor(id: string) {
		this.id = id;
	}

	get game(): Game | null {
		return this.whole?.game ?? null;
	}

	get rows(): Row[] {
		return this.whole ? rowsOf(this.whole) : [];
	}

	get language(): string | undefined {
		const language = this.whole?.document.language;
		return typeof language === 'string' ? language : undefined;
	}

	get morePlayers(): boolean {
		return this.#next !== null;
	}

	get #path(): { path: { game_id: string } } {
		return { path: { game_id: this.id } };
	}

	async load(): Promise<void> {
		try {
			this.whole = await called(api.GET('/api/v2/results/{game_id}', { params: this.#path }));
			this.problem = null;
		} catch (error) {
			this.problem = error;
		}
	}

	/** The players from the best on, as many as were there already, so that a list does not shrink under a finger. */
	async loadPlayers(): Promise<void> {
		const wanted = Math.max(1, this.players.length);
		let found: Player[] = [];
		this.busy = true;
		try {
			let cursor: string | null = null;
			do {
				const page: { items: Player[]; next?: string | null } = await this.#playersAfter(cursor);
				found = [...found, ...page.items];
				cursor = page.next ?? null;
			} while (cursor !== null && found.length < wanted);
			this.players = found;
			this.#next = cursor;
			this.problem = null;
		} catch (error) {
			this.problem = error;
		} finally {
			this.busy = false;
		}
	}

	async loadMorePlayers(): Promise<void> {
		if (this.#next === null || this.busy) return;
		this.busy = true;
		try {
			const page = await this.#playersAfter(this.#next);
			this.players = [...this.players, ...page.items];
			this.#next = page.next ?? null;
		} catch (error) {
			this.problem = error;
		} finally {
			this.busy = false;
		}
	}

	async question(index: number): Promise<Schemas['WholeQuestion']> {
		const path = { game_id: this.id, index };
		return called(api.GET('/api/v2/results/{game_id}/questions/{index}', { params: { path } }));
	}

	async keep(): Promise<void> {
		this.#changed(await called(api.POST('/api/v2/results/{game_id}/keep', { params: this.#path })));
	}

	async note(text: string): Promise<void> {
		const body = { note: text.trim() || null };
		this.#changed(await called(api.PUT('/api/v2/results/{game_id}/note', { params: this.#path, body })));
	}

	async erase(): Promise<void> {
		await called(api.DELETE('/api/v2/results/{game_id}', { params: this.#path }));
	}

	async correct(index: number, body: Schemas['Corrected']): Promise<void> {
		const path = { game_id: this.id, index };
		await called(api.PUT('/api/v2/results/{game_id}/questions/{index}/key', { params: { path }, body }));
		await this.#anew();
	}

	async restore(index: number): Promise<void> {
		const path = { game_id: this.id, index };
		await called(api.DELETE('/api/v2/results/{game_id}/questions/{index}/key', { params: { path } }));
		await this.#anew();
	}

	async #anew(): Promise<void> {
		await Promise.all([this.load(), this.loadPlayers()]);
	}

	#playersAfter(cursor: string | null): Promise<{ items: Player[]; next?: string | null }> {
		const query = { cursor, limit: PLAYERS_AT_ONCE };
		const params = { ...this.#path, query };
		return called(api.GET('/api/v2/results/{game_id}/players', { params }));
	}

	#changed(game: Game): void {
		if (this.whole) this.whole = { ...this.whole, game };
	}
}
