import { z } from 'zod';
export const Shape = z.string();
export type Shape = z.infer<typeof Shape>;
