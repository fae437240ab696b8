export type Run = 1;
export const run = () => import('../app.ts');
