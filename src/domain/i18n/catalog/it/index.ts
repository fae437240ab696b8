/** Italian: the whole catalogue. */
import type { en } from '../en/index.ts';
import { core } from './core.ts';
import { google } from './google.ts';
import { state } from './state.ts';
import { tasks } from './tasks.ts';
import { tools } from './tools.ts';
import { reasons, summaries } from './words.ts';
import { work } from './work.ts';

/** Everything Omega says in Italian. */
export const it: typeof en = {
  texts: { ...core, ...google, ...tasks, ...state, ...work, ...tools },
  reasons,
  summaries,
};
