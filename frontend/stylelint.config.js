/** Styles keep to what the oldest browsers of package.json can. What degrades well is named here, with its reason. */
export default {
	extends: ['stylelint-config-html/svelte'],
	plugins: ['stylelint-no-unsupported-browser-features'],
	rules: {
		'plugin/no-unsupported-browser-features': [
			true,
			{
				severity: 'error',
				ignorePartialSupport: true,
				ignore: [
					// Compiled away for browsers without them.
					'css-nesting',
					'css-color-function',
					'css-lch-lab',
					'css-oklab',
					'css-rrggbbaa',
					// Without it the whole rule is dropped and the browser draws its own focus ring.
					'css-focus-visible',
					// Only simple selectors are negated here.
					'css-not-sel-list',
					// Comfort where it exists.
					'text-size-adjust',
					'css-touch-action',
					'css-scroll-behavior',
					'css3-cursors'
				]
			}
		]
	}
};
