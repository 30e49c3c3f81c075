/** The host's running games, looked at again every few seconds while the page is seen. */

import { api, called, type Schemas } from '#lib/api/client.ts';
import { asProblem } from '#lib/api/problem.ts';

export type RunningGame = Schemas['RunningGame'];

const EVERY = 5000;

export class RunningGames {
	/** The latest first. */
	games = $state.raw<RunningGame[]>([]);
	problem = $state.raw<unknown>(null);

	#timer: ReturnType<typeof setTimeout> | undefined;
	#over = false;

	/** Look, and go on looking until `stop`. */
	async watch(): Promise<void> {
		clearTimeout(this.#timer);
		if (document.visibilityState === 'visible') await this.look();
		if (this.#over) return;
		this.#timer = setTimeout(() => void this.watch(), EVERY);
	}

	/** Look once. */
	async look(): Promise<void> {
		try {
			this.games = (await called(api.GET('/api/v2/games'))).items;
			this.problem = null;
		} catch (error) {
			this.problem = asProblem(error);
		}
	}

	/** End a game: its results go to the library. Throws a Problem. */
	async end(game: RunningGame): Promise<void> {
		await called(api.POST('/api/v2/games/{game_id}/end', { params: { path: { game_id: game.game_id } } }));
		this.games = this.games.filter((one) => one.game_id !== game.game_id);
	}

	stop(): void {
		this.#over = true;
		clearTimeout(this.#timer);
	}
}
