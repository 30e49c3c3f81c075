/** What stands in an editable element, as the HTML of a quiz. */

import { escapeHtml, tidyHtml } from '#lib/quiz/html.ts';

const AS: Record<string, string> = {
	B: 'b',
	STRONG: 'b',
	I: 'i',
	EM: 'i',
	S: 'del',
	STRIKE: 'del',
	DEL: 'del',
	SUB: 'sub',
	SUP: 'sup',
	MARK: 'mark',
	SMALL: 'small'
};

/** Read the element. Blocks and breaks are line breaks. */
export function htmlIn(element: Node): string {
	const lines = inside(element).replace(/\u00a0/g, ' ');
	// Browsers keep a break at the end, so that the last line has a height.
	return lines.replace(/\n$/, '');
}

/** What to put into the element. */
export function editable(html: string): string {
	const lines = tidyHtml(html).replace(/\n/g, '<br>');
	return lines.endsWith('<br>') ? `${lines}<br>` : lines;
}

function inside(parent: Node): string {
	let html = '';
	parent.childNodes.forEach((node) => {
		if (node.nodeType === 3) html += escapeHtml(node.textContent ?? '');
		else if (node.nodeName === 'BR') html += '\n';
		else if (node.nodeName === 'DIV' || node.nodeName === 'P')
			html += (html && !html.endsWith('\n') ? '\n' : '') + inside(node);
		else html += wrapped(AS[node.nodeName], inside(node));
	});
	return html;
}

function wrapped(tag: string | undefined, html: string): string {
	return tag && html ? `<${tag}>${html}</${tag}>` : html;
}
