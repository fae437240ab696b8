import { Api } from 'grammy';
import { split } from '../shared/split.ts';
export const telegram = [Api, split, new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)];
