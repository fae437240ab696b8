export type Store = 1;
