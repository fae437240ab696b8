import type { Store } from '../persistence/store.ts';
export type A = Store;
export type B = import('../persistence/store.ts').Store;
