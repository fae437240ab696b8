/** Loads a package at once, for rules that cannot wait. */
import { createRequire } from 'node:module';
import type { LoadPackage } from '../../contracts/ports/load-package.ts';

/** See {@link LoadPackage}. */
export const loadPackage: LoadPackage = createRequire(import.meta.url);
