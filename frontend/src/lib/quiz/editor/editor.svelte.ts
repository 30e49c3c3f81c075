/** A quiz that is edited on a page: the document and its past, what is chosen, what is wrong, how saving stands. */

import type { Problem } from '#lib/api/problem.ts';
import { flawsOf, isFatal, type Code, type Flaw } from '#lib/quiz/editor/checks.ts';
import { blank, type Kind, type Question, type QuizDocument } from '#lib/quiz/editor/document.ts';
import { keepDraft, keptDraft } from '#lib/quiz/editor/draft.ts';
import { begun, changed, redone, undone, type History } from '#lib/quiz/editor/history.ts';
import { Keeper, type Outcome, type Phase } from '#lib/quiz/editor/keeper.ts';
import { copyOf, moved, withNew, without, withQuestion } from '#lib/quiz/editor/operations.ts';
import { flawsTold, picturesTold } from '#lib/quiz/editor/refusals.ts';
import { same, savable } from '#lib/quiz/editor/savable.ts';
import { save, type Entry, type Loaded } from '#lib/quiz/editor/asking.ts';

/** A question's id, or `quiz` for title and settings. */
export type Chosen = string;
export const QUIZ: Chosen = 'quiz';

interface Snapshot {
	document: QuizDocument;
	/** What was chosen when it was changed: undoing leads back there. */
	chosen: Chosen;
}

/** Milliseconds after a change until this browser keeps it. */
const DRAFT_AFTER = 300;

/** What says no more than that something is not filled in yet. */
const NOT_YET: readonly Code[] = ['empty', 'missing', 'too_few_options', 'none_right', 'empty_right'];

export class Editor {
	/** What is chosen: a question's id or `quiz`. */
	chosen = $state<Chosen>(QUIZ);

	/** What the server says of the quiz; null for one that it has not seen. */
	entry = $state.raw<Entry | null>(null);

	/** How saving stands. */
	phase = $state<Phase>('clean');

	/** Why saving was refused, while it is. */
	refusal = $state.raw<Problem | null>(null);

	/** Whether changes were found that this browser had kept from before. */
	readonly restored: boolean;

	#history = $state.raw<History<Snapshot>>(begun({ document: null as never, chosen: QUIZ }));
	/** What the server has; null for a quiz that it has not seen. */
	#kept = $state.raw<QuizDocument | null>(null);
	/** What the server found wrong with questions, as long as these are unchanged. */
	#refused = $state.raw<readonly Flaw[]>([]);
	/** Questions as they stood when the server refused them. */
	#refusedThen = $state.raw<readonly Question[]>([]);
	/** New questions: that they are empty is no mistake yet. */
	#fresh = $state.raw<readonly Chosen[]>([]);
	#draftTimer: ReturnType<typeof setTimeout> | undefined;
	#asNew = false;
	#untitled = '';
	/** The last refusal named questions that were not known to be wrong. */
	#held = false;

	readonly #keeper: Keeper<QuizDocument>;

	readonly document = $derived(this.#history.now.state.document);
	readonly canUndo = $derived(this.#history.past.length > 0);
	readonly canRedo = $derived(this.#history.future.length > 0);

	readonly #savable = $derived(savable(this.document, this.#kept, this.#untitled, (question) => this.#told(question)));

	/** Whether the server has no version of it yet. */
	readonly isNew = $derived(this.entry === null);

	/** Ids of questions that are not saved as they stand here, because something is missing in them. */
	readonly unfinished = $derived(this.#savable.unfinished);
	readonly unfinishedQuiz = $derived(this.#savable.unfinishedQuiz || (this.isNew && this.#savable.document === null));

	/** All that is wrong, what the server said included. */
	readonly flaws = $derived([
		...flawsOf(this.document),
		...this.document.questions.flatMap((question) => this.#told(question))
	]);

	/** The question that is chosen; null if title and settings are. */
	readonly question = $derived(this.document.questions.find(({ id }) => id === this.chosen) ?? null);

	/**
	 * @param begin a quiz of the server, or a new one
	 * @param begin.untitled the title of a new quiz while it has none
	 */
	constructor(begin: { untitled: string } & ({ loaded: Loaded } | { document: QuizDocument })) {
		this.#untitled = begin.untitled;
		const loaded = 'loaded' in begin ? begin.loaded : null;
		const document = 'loaded' in begin ? begin.loaded.document : begin.document;
		const draft = keptDraft(loaded?.entry.id ?? 'new');
		this.entry = loaded?.entry ?? null;
		this.#kept = loaded?.document ?? null;
		this.restored = draft !== null && !same(draft.document, document);
		const first = this.restored && draft ? draft.document : document;
		this.chosen = loaded ? (first.questions[0]?.id ?? QUIZ) : QUIZ;
		if (!loaded) this.#fresh = [QUIZ, ...first.questions.map(({ id }) => id)];
		this.#history = begun({ document: first, chosen: this.chosen });
		const version = this.restored && draft && loaded ? (draft.version ?? loaded.version) : (loaded?.version ?? null);
		this.#keeper = new Keeper<QuizDocument>(
			{
				wanted: () => this.#wanted(),
				send: (wanted, over) => this.#send(wanted, over),
				kept: (saved) => {
					this.#kept = saved;
					this.#keepDraft();
				},
				told: (phase, error) => this.#stands(phase, error),
				after: (milliseconds, then) => {
					const timer = setTimeout(then, milliseconds);
					return () => clearTimeout(timer);
				},
				now: () => performance.now()
			},
			version
		);
		if (this.restored) this.#keeper.changed();
	}

	/** What is wrong with a field, to be said beside it. */
	flawOf(field: string): Flaw | null {
		const about = this.chosen === QUIZ ? null : this.chosen;
		const here = this.flaws.filter((flaw) => flaw.question === about && flaw.field === field);
		return here.find((flaw) => isFatal(flaw) && this.#isTold(flaw)) ?? here.find((flaw) => !isFatal(flaw)) ?? null;
	}

	/** How many flaws of a question, or of the quiz, are to be told in lists. */
	flawCount(chosen: Chosen): number {
		const about = chosen === QUIZ ? null : chosen;
		return this.flaws.filter((flaw) => flaw.question === about && isFatal(flaw) && this.#isTold(flaw)).length;
	}

	/** A new state of the document. `what` names the field, so that typing on is one step of undo. */
	change(document: QuizDocument, what: string | null = null): void {
		if (document === this.document) return;
		const snapshot = { document, chosen: this.chosen };
		this.#history = changed(this.#history, snapshot, what && `${this.chosen} ${what}`, performance.now());
		this.#changed();
	}

	/** Change members of the quiz itself. */
	changeQuiz(members: Partial<QuizDocument>, what: string | null = null): void {
		this.change({ ...this.document, ...members }, what);
	}

	/** Change the chosen question. */
	changeQuestion(change: (question: Question) => Question, what: string | null = null): void {
		this.change(withQuestion(this.document, this.chosen, change), what);
	}

	/** Change members of the chosen question. */
	changeMembers(members: Partial<Question>, what: string | null = null): void {
		this.changeQuestion((question) => ({ ...question, ...members }) as Question, what);
	}

	/** Choose something. What was chosen before is no longer fresh: what is missing there is told. */
	choose(chosen: Chosen): void {
		if (chosen !== this.chosen) this.tell(this.chosen);
		this.chosen = chosen;
	}

	/** Tell what is missing, too. */
	tell(chosen: Chosen): void {
		this.#fresh = this.#fresh.filter((one) => one !== chosen);
	}

	/** Tell all that is missing and lead to the first of it. */
	tellAll(): void {
		this.#fresh = [];
		const first = this.flaws.find(isFatal);
		if (first) this.chosen = first.question ?? QUIZ;
	}

	add(kind: Kind): void {
		const question = blank(kind);
		const behind = this.chosen;
		this.tell(behind);
		this.#fresh = [...this.#fresh, question.id];
		this.chosen = question.id;
		this.change(withNew(this.document, question, behind === QUIZ ? null : behind));
	}

	duplicate(id: string): void {
		const question = this.document.questions.find((one) => one.id === id);
		if (!question) return;
		const copy = copyOf(question);
		this.choose(copy.id);
		this.change(withNew(this.document, copy, id));
	}

	remove(id: string): void {
		const at = this.document.questions.findIndex((question) => question.id === id);
		const rest = without(this.document, id);
		if (this.chosen === id) this.chosen = (rest.questions[at] ?? rest.questions[at - 1])?.id ?? QUIZ;
		this.change(rest);
	}

	move(from: number, to: number): void {
		this.change(moved(this.document, from, to));
	}

	undo(): void {
		const where = this.#history.now.state.chosen;
		this.#went(undone(this.#history), where);
	}

	redo(): void {
		const history = redone(this.#history);
		this.#went(history, history.now.state.chosen);
	}

	/** Save now what waits. */
	hurry(): void {
		this.#keepDraftNow();
		this.#keeper.hurry();
	}

	/** Of two versions, this one: it is saved over the other one, which stays among the older versions. */
	keepMine(): void {
		this.#keeper.insist();
	}

	/** Of two versions, the other one; undo brings this one back. */
	takeTheirs(theirs: Loaded): void {
		this.#kept = theirs.document;
		this.entry = theirs.entry;
		this.#keeper.follow(theirs.version);
		if (!theirs.document.questions.some(({ id }) => id === this.chosen)) this.chosen = QUIZ;
		this.change(theirs.document);
	}

	/** Save it as a quiz of its own. */
	saveAsNew(): void {
		this.#asNew = true;
		this.#kept = null;
		this.#keeper.anew();
	}

	/** Leave the page. What is not saved stays in this browser. */
	end(): void {
		this.hurry();
		if (this.phase !== 'saving') this.#keeper.end();
	}

	#went(history: History<Snapshot>, where: Chosen): void {
		if (history === this.#history) return;
		this.#history = history;
		const there = where === QUIZ || this.document.questions.some(({ id }) => id === where);
		if (there) this.chosen = where;
		else if (this.chosen !== QUIZ && !this.question) this.chosen = this.document.questions[0]?.id ?? QUIZ;
		this.#changed();
	}

	#changed(): void {
		this.#keepDraft();
		this.#keeper.changed();
	}

	#isTold({ question, code }: Flaw): boolean {
		return !this.#fresh.includes(question ?? QUIZ) || !NOT_YET.includes(code);
	}

	#wanted(): QuizDocument | null {
		const { document } = this.#savable;
		return document !== null && same(document, this.#kept) ? null : document;
	}

	async #send(document: QuizDocument, version: number | null): Promise<Outcome> {
		const { questions } = this.document;
		const { outcome, entry } = await save(this.#asNew ? null : (this.entry?.id ?? null), document, version);
		if (entry) {
			if (this.isNew || this.#asNew) keepDraft(this.#asNew ? (this.entry?.id ?? 'new') : 'new', null);
			this.#asNew = false;
			this.entry = entry;
		}
		if (outcome.kind === 'refused') this.#hold(outcome.error as Problem, document, questions);
		return outcome;
	}

	/** Remember what the server does not take, so that the rest can be saved. `then` are the questions as they stood. */
	#hold(problem: Problem, sent: QuizDocument, then: Question[]): void {
		const strange = picturesTold(problem.more.errors);
		const told: Flaw[] = flawsTold(problem.problems, sent);
		for (const question of sent.questions) {
			if (problem.code !== 'picture_unknown') break;
			const pictures = [question.image, ...('options' in question ? question.options.map(({ image }) => image) : [])];
			if (!pictures.some((picture) => picture && strange.includes(picture))) continue;
			told.push({ question: question.id, field: 'image', code: 'picture', values: {} });
		}
		const named = then.filter(({ id }) => told.some(({ question }) => question === id));
		this.#held = named.some((question) => !this.#refusedThen.includes(question));
		const before = this.#refused.filter((flaw) => !named.some(({ id }) => id === flaw.question));
		this.#refused = [...before, ...told];
		this.#refusedThen = [
			...this.#refusedThen.filter((question) => this.document.questions.includes(question)),
			...named
		];
	}

	/** What the server found wrong with a question, if it has not been changed since. */
	#told(question: Question): Flaw[] {
		if (!this.#refusedThen.includes(question)) return [];
		return this.#refused.filter((flaw) => flaw.question === question.id);
	}

	#stands(phase: Phase, error: unknown): void {
		this.refusal = phase === 'refused' ? (error as Problem) : null;
		this.phase = phase;
		// The rest can be saved without what was refused.
		if (phase === 'refused' && this.#held) queueMicrotask(() => this.#keeper.changed());
		this.#held = false;
	}

	#keepDraft(): void {
		clearTimeout(this.#draftTimer);
		this.#draftTimer = setTimeout(() => this.#keepDraftNow(), DRAFT_AFTER);
	}

	#keepDraftNow(): void {
		clearTimeout(this.#draftTimer);
		const saved = same(this.document, this.#kept);
		keepDraft(this.entry?.id ?? 'new', saved ? null : { document: this.document, version: this.#keeper.version });
	}
}
