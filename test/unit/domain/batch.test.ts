/** Which waiting messages are taken together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConversationMode } from '../../../src/contracts/message.ts';
import { nextBatch } from '../../../src/domain/batch.ts';
import type { WaitingMessage } from '../../../src/domain/batch.ts';

/** `ttc` = two texts and a command at positions 10, 20, 30. */
const queue = (kinds: string): WaitingMessage[] =>
  Array.from(kinds, (k, i) => ({ position: (i + 1) * 10, kind: k === 'c' ? 'command' : 'text' }));

describe('nextBatch', () => {
  it('has nothing to take from an empty queue', () => {
    expect(nextBatch([], 'collect', 5)).toBeUndefined();
  });

  it.each(['collect', 'steer', 'interrupt'] as const)('%s takes texts up to the next command', (mode) => {
    expect(nextBatch(queue('tttct'), mode, 50)).toEqual({ from: 10, to: 30, kind: 'text' });
  });

  it('takes a command alone in every mode', () => {
    for (const mode of ConversationMode.options) {
      expect(nextBatch(queue('cct'), mode, 50)).toEqual({ from: 10, to: 10, kind: 'command' });
    }
  });

  it('follow-up takes one text', () => {
    expect(nextBatch(queue('ttt'), 'follow-up', 50)).toEqual({ from: 10, to: 10, kind: 'text' });
  });

  it('keeps to the limit, and to one at least', () => {
    expect(nextBatch(queue('tttt'), 'collect', 2)).toEqual({ from: 10, to: 20, kind: 'text' });
    expect(nextBatch(queue('tttt'), 'collect', 0)).toEqual({ from: 10, to: 10, kind: 'text' });
  });

  it('taking batch after batch handles every message once, in order, and never mixes kinds', () => {
    const waiting = fc
      .array(fc.constantFrom('t', 't', 'c'), { maxLength: 60, size: 'max' })
      .map((k) => queue(k.join('')));
    const mode = fc.constantFrom(...ConversationMode.options);
    fc.assert(
      fc.property(waiting, mode, fc.integer({ min: 1, max: 9 }), (all, how, limit) => {
        const handled: number[] = [];
        let left = all;
        for (let batch = nextBatch(left, how, limit); batch; batch = nextBatch(left, how, limit)) {
          const { from, to, kind } = batch;
          const taken = left.filter((m) => m.position >= from && m.position <= to);
          expect(taken.length).toBeGreaterThan(0);
          expect(taken.length).toBeLessThanOrEqual(kind === 'command' || how === 'follow-up' ? 1 : limit);
          expect(new Set(taken.map((m) => m.kind))).toEqual(new Set([kind]));
          handled.push(...taken.map((m) => m.position));
          left = left.slice(taken.length);
        }
        expect(handled).toEqual(all.map((m) => m.position));
      }),
    );
  });
});
