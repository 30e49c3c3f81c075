/** The question on the wire, as players see it, and what inputs ask of it. */

import type { ShownOption, ShownQuestion, ShownRange } from '#lib/protocol/quiz.generated.ts';

export type { ShownOption, ShownQuestion, ShownRange };

export type Kind = ShownQuestion['type'];

/** The options of a question that has some. */
export function optionsOf(question: Pick<ShownQuestion, 'answers'>): ShownOption[] {
	return Array.isArray(question.answers) ? question.answers : [];
}

/** Where the slider of a RANGE question begins and ends. */
export function rangeOf(question: Pick<ShownQuestion, 'answers'>): ShownRange {
	return Array.isArray(question.answers) ? { min: 0, max: 0 } : question.answers;
}

/** Up to so many options the server keeps a CHECK answer as one digit for each; more are parted by commas. */
const DIGIT_EACH = 10;

/** Which options an answer names, as the server keeps it. ORDER: from first to last. */
export function chosenOf(question: ShownQuestion, given: string | null): number[] {
	if (given === null) return [];
	const options = optionsOf(question);
	const at = (text: string) => options.findIndex((option) => option.answer === text);
	if (question.type === 'CHECK') {
		const parts = given.includes(',') || options.length > DIGIT_EACH ? given.split(',') : given.split('');
		return parts.filter((part) => part !== '').map(Number);
	}
	if (question.type === 'ORDER') return inOrder(options, given);
	return [at(given)].filter((index) => index >= 0);
}

/** The options as an ORDER answer lists them: texts with ", " between, which texts themselves may contain. */
function inOrder(options: ShownOption[], given: string): number[] {
	const left = new Set(options.keys());
	const order: number[] = [];
	const follow = (rest: string): boolean => {
		if (left.size === 0) return rest === '';
		for (const index of [...left]) {
			const text = options[index]?.answer ?? '';
			const last = left.size === 1;
			if (last ? rest !== text : !rest.startsWith(`${text}, `)) continue;
			left.delete(index);
			order.push(index);
			if (follow(last ? '' : rest.slice(text.length + 2))) return true;
			order.pop();
			left.add(index);
		}
		return false;
	};
	return follow(given) ? order : [];
}
