/** The party of the pages under `/pixel`: made by their layout, found by all below it. */

import { createContext } from 'svelte';
import type { Party } from '#lib/pixel/party/party.svelte.ts';

export const [partyOf, setParty] = createContext<Party>();
