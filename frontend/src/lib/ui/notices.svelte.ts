/** Short words at the edge of the page about what just happened. They are read aloud and leave by themselves. */

export interface Notice {
	id: number;
	text: string;
	kind: 'news' | 'good' | 'bad';
}

const STAYS = 6000;
const AT_MOST = 4;

let next = 0;
let shown = $state<Notice[]>([]);

export const notices = {
	get all(): readonly Notice[] {
		return shown;
	},

	say(text: string, kind: Notice['kind'] = 'news'): void {
		const notice = { id: next++, text, kind };
		shown = [...shown.filter((other) => other.text !== text), notice].slice(-AT_MOST);
		setTimeout(() => notices.drop(notice.id), STAYS);
	},

	drop(id: number): void {
		shown = shown.filter((notice) => notice.id !== id);
	}
};
