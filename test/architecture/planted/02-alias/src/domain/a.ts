import { store } from '#persistence/store.ts';
export const a = store;
