/** English: the whole catalogue; the other languages have the same keys with the same parameters. */
import { core } from './core.ts';
import { google } from './google.ts';
import { state } from './state.ts';
import { tasks } from './tasks.ts';
import { tools } from './tools.ts';
import { reasons, summaries } from './words.ts';
import { work } from './work.ts';

/** Everything Omega says in English. */
export const en = { texts: { ...core, ...google, ...tasks, ...state, ...work, ...tools }, reasons, summaries };
