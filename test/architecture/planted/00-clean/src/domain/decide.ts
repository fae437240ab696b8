import type { Shape } from '../contracts/shape.ts';
export const decide = (shape: Shape) => shape;
