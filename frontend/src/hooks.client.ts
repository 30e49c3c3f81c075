/** Loaded before any page is started. */

import '#lib/old-browsers.ts';
