/** The part of paths that an agent may not touch. */
import { expect } from 'vitest';
import { isReadBlocked, isWriteBlocked, normalPath } from '../../../src/domain/policy/paths.ts';
import type { OracleCase, Subject } from '../subject.ts';

const write = ({ args }: OracleCase): boolean => isWriteBlocked(args[0] as string, args[1] as string);
const read = ({ args }: OracleCase): boolean => isReadBlocked(args[0] as string, args[1] as string);

export const subject: Subject = {
  functions: { normalize_path: normalPath, is_read_blocked: isReadBlocked, is_write_blocked: isWriteBlocked },
  deviations: {
    'is_write_blocked#720': (given) => expect(write(given)).toBe(true),
    'is_read_blocked#721': (given) => expect(read(given)).toBe(true),
    'is_write_blocked#726': (given) => expect(write(given)).toBe(false),
    'is_write_blocked#730': (given) => expect(write(given)).toBe(true),
    'is_write_blocked#732': (given) => expect(write(given)).toBe(true),
    'is_write_blocked#734': (given) => expect(write(given)).toBe(true),
    'is_write_blocked#736': (given) => expect(write(given)).toBe(true),
  },
};
