import { Api } from 'grammy';
export const w = [Api, new URL('./worker.ts', import.meta.url)];
