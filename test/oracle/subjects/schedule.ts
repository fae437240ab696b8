/** The scheduler's part: times are instants in the owner's zone, only exact duplicates are merged. */
import { expect } from 'vitest';
import { looksAlike } from '../../../src/domain/schedule/duplicate.ts';
import { nextBoundary } from '../../../src/domain/schedule/quiet.ts';
import { parseWhen } from '../../../src/domain/schedule/when.ts';
import type { Subject } from '../subject.ts';

const context = { now: Date.UTC(2026, 1, 20, 12), zone: 'UTC' };

export const subject: Subject = {
  functions: {
    normalize_due_at: (text: string) => {
      const iso = new Date(parseWhen(text, context)?.at ?? Number.NaN).toISOString().replace('T', ' ');
      return iso.slice(0, /:\d\d:\d\d/.test(text) ? 19 : 16);
    },
    dedup_descriptions_similar: looksAlike,
    confirmation_descriptions_similar: looksAlike,
    next_clock_boundary: nextBoundary,
  },
  deviations: {
    'normalize_due_at#384': ({ args }) =>
      expect(parseWhen(args[0] as string, context)?.at).toBe(Date.parse('2026-02-22T05:00:00Z')),
    'normalize_due_at#385': () => expect(parseWhen('not a date', context)).toBeUndefined(),
  },
};
