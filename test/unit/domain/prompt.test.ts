/** Assembling the prompt of one model call. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_BUDGET, assemblePrompt } from '../../../src/domain/prompt.ts';
import type { PromptMessage } from '../../../src/domain/prompt.ts';
import { estimateTokens } from '../../../src/domain/text/tokens.ts';

/** `u:text` a user message, `a:` assistant, `n:` notice; the id is the index. */
function talk(...lines: string[]): PromptMessage[] {
  const roles = { u: 'user', a: 'assistant', n: 'notice' } as const;
  return lines.map((line, i) => ({ id: String(i), role: roles[line[0] as 'u' | 'a' | 'n'], text: line.slice(2) }));
}
const assemble = (messages: PromptMessage[], more: { limit?: number; budget?: number; system?: string } = {}) =>
  assemblePrompt({ messages, limit: 50, budget: 4000, system: 'Be kind.', ...more });

describe('assemblePrompt', () => {
  it('takes a short conversation whole', () => {
    const p = assemble(talk('u:hi', 'a:hello', 'u:how are you?'));
    expect(p.messages).toEqual([
      { role: 'user', text: 'hi' },
      { role: 'assistant', text: 'hello' },
      { role: 'user', text: 'how are you?' },
    ]);
    expect(p).toMatchObject({ system: 'Be kind.', included: ['0', '1', '2'], dropped: [], cut: [] });
    expect(p.tokens).toBe(2 + (1 + 4) + (2 + 4) + (3 + 4));
  });

  it('leaves notices and blank texts out and joins what then stands together', () => {
    const p = assemble(talk('u:one', 'n:Got it.', 'u:  ', 'u:two', 'a:yes', 'a:and no', 'u:three'));
    expect(p.messages).toEqual([
      { role: 'user', text: 'one\n\ntwo' },
      { role: 'assistant', text: 'yes\n\nand no' },
      { role: 'user', text: 'three' },
    ]);
    expect(p.dropped).toEqual([]);
  });

  it('keeps the newest within the limit and starts with a user message', () => {
    const p = assemble(talk('u:1', 'a:2', 'u:3', 'a:4', 'u:5'), { limit: 2 });
    expect(p.included).toEqual(['4']);
    expect(p.dropped).toEqual(['0', '1', '2', '3'].map((id) => ({ id, reason: 'limit' })));
    expect(assemble(talk('u:1', 'a:2', 'u:3', 'a:4', 'u:5'), { limit: 3 }).included).toEqual(['2', '3', '4']);
    expect(assemble(talk('u:1', 'u:2'), { limit: 0 }).included).toEqual(['1']);
  });

  it('stops at the first message that no longer fits: no holes', () => {
    const long = 'x'.repeat(80);
    const lines = ['u:tiny', `u:${long}`, `a:${long}`, `u:${long}`, `a:${long}`, `u:${long}`];
    const p = assemble(talk(...lines), { budget: 100, system: '' });
    expect(p.included).toEqual(['3', '4', '5']);
    expect(p.dropped).toEqual(['0', '1', '2'].map((id) => ({ id, reason: 'budget' })));
  });

  it('fills the budget to the last token and not beyond', () => {
    const x = (n: number) => 'x'.repeat(n);
    const newer = [`a:${x(16)}`, `u:${x(48)}`, `a:${x(16)}`, `u:${x(80)}`];
    const fits = assemble(talk(`u:${x(16)}`, ...newer), { budget: 64, system: '' });
    expect(fits.tokens).toBe(64);
    expect(fits.included).toHaveLength(5);
    const over = assemble(talk(`u:${x(17)}`, ...newer), { budget: 64, system: '' });
    expect(over.included).toEqual(['2', '3', '4']);
  });

  it('names the limit for what is beyond it and the budget for the rest', () => {
    const p = assemble(talk('u:1', 'u:2', `u:${'x'.repeat(400)}`, 'u:4'), {
      limit: 3,
      budget: 64,
      system: 's'.repeat(180),
    });
    expect(p.included).toEqual(['3']);
    expect(p.dropped.map((d) => d.reason)).toEqual(['limit', 'budget', 'budget']);
  });

  it('cuts the newest user message when it is too large alone', () => {
    const p = assemble(talk('u:old', 'a:older', `u:BEGIN${'y'.repeat(50_000)}END`), { budget: 500 });
    expect(p.cut).toEqual(['2']);
    expect(p.included).toEqual(['2']);
    expect(p.messages.at(-1)?.text).toMatch(/^BEGINy+\n\[… \d+ characters left out …\]\ny+END$/);
    expect(p.tokens).toBeLessThanOrEqual(500);
  });

  it('does not let one huge older message push out the rest', () => {
    const p = assemble(talk('u:first', `a:${'z'.repeat(100_000)}`, 'u:last'), { budget: 1000 });
    expect(p.included).toEqual(['0', '1', '2']);
    expect(p.cut).toEqual(['1']);
  });

  it('cuts a system text that leaves no room', () => {
    const p = assemble(talk('u:hello'), { budget: 100, system: 's'.repeat(10_000) });
    expect(p.cut).toEqual(['system']);
    expect(p.messages).toEqual([{ role: 'user', text: 'hello' }]);
    expect(p.tokens).toBeLessThanOrEqual(100);
  });

  it('puts an answer that was stored while the newest message waited before it', () => {
    const p = assemble(talk('u:first', 'u:second', 'a:answer to first'));
    expect(p.messages.map((m) => m.text)).toEqual(['first', 'answer to first', 'second']);
    expect(p.included).toEqual(['0', '2', '1']);
  });

  it('has no messages without a user message', () => {
    expect(assemble(talk('a:welcome', 'n:note'))).toMatchObject({ messages: [], included: [], dropped: [] });
    expect(assemble(talk('a:welcome', 'u:hi')).messages).toEqual([{ role: 'user', text: 'hi' }]);
  });
});

const message = fc.record({
  role: fc.constantFrom<PromptMessage['role'][]>('user', 'assistant', 'notice'),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60, size: 'max' }),
    fc.string({ maxLength: 20 }).map((s) => s.repeat(80)),
  ),
});
const input = fc.record({
  messages: fc
    .array(message, { maxLength: 30, size: 'max' })
    .map((list): PromptMessage[] => list.map((m, i) => ({ ...m, id: `m${i}` }))),
  limit: fc.integer({ min: 0, max: 40 }),
  budget: fc.integer({ min: 0, max: 1500 }),
  system: fc.string({ maxLength: 900, size: 'max' }),
});

describe('assemblePrompt, for any conversation', () => {
  it('stays in the budget and counts truly', () => {
    fc.assert(
      fc.property(input, (given) => {
        const p = assemblePrompt(given);
        expect(p.tokens).toBeLessThanOrEqual(Math.max(given.budget, MIN_BUDGET));
        expect(p.tokens).toBe(p.messages.reduce((n, m) => n + estimateTokens(m.text) + 4, estimateTokens(p.system)));
      }),
      { numRuns: 400 },
    );
  });

  it('alternates roles, from user to user', () => {
    fc.assert(
      fc.property(input, (given) => {
        const roles = assemblePrompt(given).messages.map((m) => m.role);
        expect(roles).toEqual(roles.map((_, i) => (i % 2 === 0 ? 'user' : 'assistant')));
        expect(roles.length % 2 === 1 || roles.length === 0).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('always holds the newest user text, whole or cut at its middle', () => {
    fc.assert(
      fc.property(input, (given) => {
        const last = given.messages.findLast((m) => m.role === 'user' && m.text.trim() !== '');
        const p = assemblePrompt(given);
        expect(p.included.at(-1)).toBe(last?.id);
        const shown = p.messages.at(-1)?.text ?? '';
        const cut = p.cut.includes(p.included.at(-1) ?? '');
        expect(cut ? shown.includes('…') : shown.endsWith(last?.text ?? '')).toBe(true);
        expect(cut && estimateTokens(last?.text ?? '') <= 20).toBe(false);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps the order, without holes, and accounts for every message', () => {
    fc.assert(
      fc.property(input, (given) => {
        const p = assemblePrompt(given);
        const speakable = given.messages.filter((m) => m.role !== 'notice' && m.text.trim() !== '');
        const last = speakable.findLast((m) => m.role === 'user');
        if (last === undefined) return;
        const order = [...speakable.filter((m) => m !== last), last];
        const greeting = order.findIndex((m) => m.role === 'user');
        expect(p.included).toEqual(order.slice(order.length - p.included.length).map((m) => m.id));
        expect([...p.dropped.map((d) => d.id), ...p.included]).toEqual(order.slice(greeting).map((m) => m.id));
        expect(p.included.length).toBeLessThanOrEqual(Math.max(1, given.limit));
      }),
      { numRuns: 400 },
    );
  });
});
