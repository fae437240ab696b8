import { createHash } from 'node:crypto';
import { machine } from '../machines/one.machine.ts';
export const start = [createHash, machine];
