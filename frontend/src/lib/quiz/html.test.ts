import { describe, expect, it } from 'vitest';
import { escapeHtml, plainOf, tidyHtml } from '#lib/quiz/html.ts';

describe('the HTML of quizzes', () => {
	it('keeps the tags that a quiz may hold, without attributes', () => {
		expect(tidyHtml('H<sub class="x">2</sub>O is <B>wet</B>')).toBe('H<sub>2</sub>O is <b>wet</b>');
	});

	it('lets nothing run', () => {
		expect(tidyHtml('<img src=x onerror=alert(1)>a<script>b</script>')).toBe('ab');
		expect(tidyHtml('<b onclick="x()">a</b>')).toBe('<b>a</b>');
		expect(tidyHtml('<<b>script>x')).toBe('&lt;<b>script&gt;x</b>');
		expect(tidyHtml('<svg/onload=alert(1)>')).toBe('');
		expect(tidyHtml('<!-- <b> -->a')).toBe('a');
	});

	it('nests and closes what is left open or crossed', () => {
		expect(tidyHtml('<b>a<i>b</b>c</i>')).toBe('<b>a<i>b</i></b>c');
		expect(tidyHtml('a</b>')).toBe('a');
	});

	it('shows signs that are no tags', () => {
		expect(tidyHtml('1 < 2 & 3 > 2 &amp; so on')).toBe('1 &lt; 2 &amp; 3 &gt; 2 &amp; so on');
	});

	it('has its words', () => {
		expect(plainOf('<b>Fish</b> &amp; chips, 1 &lt; 2, 1 < 2, caf&#233;')).toBe('Fish & chips, 1 < 2, 1 < 2, café');
		expect(plainOf(escapeHtml('a <b> & c'))).toBe('a <b> & c');
	});
});
