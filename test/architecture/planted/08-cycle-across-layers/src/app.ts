import type { Run } from './cli/main.ts';
export type App = Run;
