import { describe, expect, it } from 'vitest';
import { AT_LAST, Keeper, SOON, type Outcome, type Phase } from '#lib/quiz/editor/keeper.ts';

/** A page and a server that do as the test says. Time goes on only when told to. */
class Desk {
	text = 'first';
	kept = 'first';
	now = 0;
	phases: Phase[] = [];
	sent: [string, number | null][] = [];
	readonly #timers: { at: number; then: () => void }[] = [];
	#answer: ((outcome: Outcome) => void) | null = null;

	readonly keeper = new Keeper<string>(
		{
			wanted: () => (this.text === this.kept ? null : this.text),
			send: (text, version) => {
				this.sent.push([text, version]);
				return new Promise((resolve) => (this.#answer = resolve));
			},
			kept: (text) => (this.kept = text),
			told: (phase) => this.phases.push(phase),
			after: (milliseconds, then) => {
				const timer = { at: this.now + milliseconds, then };
				this.#timers.push(timer);
				return () => this.#timers.splice(this.#timers.indexOf(timer), 1);
			},
			now: () => this.now
		},
		7
	);

	type(text: string): void {
		this.text = text;
		this.keeper.changed();
	}

	wait(milliseconds: number): void {
		this.now += milliseconds;
		for (const timer of this.#timers.filter(({ at }) => at <= this.now)) {
			this.#timers.splice(this.#timers.indexOf(timer), 1);
			timer.then();
		}
	}

	async answer(outcome: Outcome): Promise<void> {
		this.#answer?.(outcome);
		await Promise.resolve();
		await Promise.resolve();
	}
}

describe('saving as one types', () => {
	it('saves soon after the last change, over the version it was made from', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON - 1);
		desk.type('ab');
		desk.wait(SOON - 1);
		expect(desk.sent).toEqual([]);
		desk.wait(1);
		expect(desk.sent).toEqual([['ab', 7]]);
		await desk.answer({ kind: 'saved', version: 8 });
		expect(desk.phases).toEqual(['waiting', 'saving', 'clean']);
		expect(desk.keeper.version).toBe(8);
	});

	it('saves at last although it still changes', () => {
		const desk = new Desk();
		for (let step = 0; desk.sent.length === 0; step += 1) {
			desk.type(`text ${step}`);
			desk.wait(500);
			expect(desk.now).toBeLessThanOrEqual(AT_LAST + 500);
		}
	});

	it('saves again what changed while it was saving', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		desk.type('ab');
		desk.wait(AT_LAST);
		expect(desk.sent.length).toBe(1);
		await desk.answer({ kind: 'saved', version: 8 });
		desk.wait(SOON);
		expect(desk.sent).toEqual([
			['a', 7],
			['ab', 8]
		]);
	});

	it('does not save what was undone', () => {
		const desk = new Desk();
		desk.type('a');
		desk.type('first');
		desk.wait(AT_LAST);
		expect(desk.sent).toEqual([]);
		expect(desk.keeper.phase).toBe('clean');
	});

	it('tries again while no answer comes, less and less often, and at once when the network is back', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		await desk.answer({ kind: 'later', seconds: null });
		expect(desk.keeper.phase).toBe('offline');
		desk.type('ab');
		desk.wait(1_999);
		expect(desk.sent.length).toBe(1);
		desk.wait(1);
		expect(desk.sent[1]).toEqual(['ab', 7]);
		await desk.answer({ kind: 'later', seconds: 60 });
		desk.wait(4_000);
		expect(desk.sent.length).toBe(2);
		desk.keeper.hurry();
		expect(desk.sent.length).toBe(3);
		await desk.answer({ kind: 'saved', version: 8 });
		expect(desk.keeper.phase).toBe('clean');
	});

	it('asks when somebody else saved in between, and saves over it only if told to', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		await desk.answer({ kind: 'conflict', current: 12 });
		desk.type('ab');
		desk.wait(AT_LAST);
		expect([desk.keeper.phase, desk.sent.length]).toEqual(['conflict', 1]);
		desk.keeper.insist();
		expect(desk.sent[1]).toEqual(['ab', 12]);
	});

	it('takes over what somebody else saved', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		await desk.answer({ kind: 'conflict', current: 12 });
		desk.text = desk.kept = 'theirs';
		desk.keeper.follow(12);
		desk.type('theirs!');
		desk.wait(SOON);
		expect(desk.sent[1]).toEqual(['theirs!', 12]);
	});

	it('listens to no answer to what was given up', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		desk.keeper.follow(12);
		await desk.answer({ kind: 'saved', version: 8 });
		expect([desk.keeper.version, desk.kept]).toEqual([12, 'first']);
	});

	it('waits for a change after a refusal, and for a hand when nobody is signed in', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		await desk.answer({ kind: 'refused', error: 'no' });
		desk.wait(AT_LAST);
		expect([desk.keeper.phase, desk.sent.length]).toEqual(['refused', 1]);
		desk.type('b');
		desk.wait(SOON);
		await desk.answer({ kind: 'signed_out' });
		desk.type('c');
		desk.wait(AT_LAST);
		expect(desk.sent.length).toBe(2);
		desk.keeper.hurry();
		expect(desk.sent[2]).toEqual(['c', 7]);
	});

	it('becomes a quiz of its own when the old one is gone', async () => {
		const desk = new Desk();
		desk.type('a');
		desk.wait(SOON);
		await desk.answer({ kind: 'gone' });
		desk.keeper.anew();
		expect(desk.sent[1]).toEqual(['a', null]);
	});
});
