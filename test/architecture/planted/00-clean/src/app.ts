import { start } from './actors/start.ts';
import { store } from './persistence/store.ts';
import { telegram } from './adapters/channels/telegram/index.ts';
export const app = [start, store, telegram];
