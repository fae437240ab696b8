export const a = () => import('../persistence/store.ts');
