/**
 * What libraries of ours use and the oldest browsers of package.json lack. `npm run check:built` finds what else there
 * is, and a test in Chromium plays without any of it.
 */

type Own = (thing: object, name: PropertyKey) => boolean;

const objects = Object as { hasOwn?: Own };

// Chrome 93, Safari 15.4
objects.hasOwn ??= (thing, name) => Object.prototype.hasOwnProperty.call(thing, name);
