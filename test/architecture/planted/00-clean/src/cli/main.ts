const { app } = await import('../app.ts');
const { stub } = await import('../../test/kit/stub.ts');
export const run = [app, stub];
