/** Shortening of tool output. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { truncateOutput } from '../../../../src/domain/format/truncate.ts';

describe('truncateOutput', () => {
  it.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hell\n\n... (output truncated: 5 total bytes, showing first 4)'],
    ['héé', 4, 'hé\n\n... (output truncated: 5 total bytes, showing first 3)'],
    ['🌍🌍', 7, '🌍\n\n... (output truncated: 8 total bytes, showing first 4)'],
    ['🌍', 3, '\n\n... (output truncated: 4 total bytes, showing first 0)'],
    ['a', 0, '\n\n... (output truncated: 1 total bytes, showing first 0)'],
    ['', 0, ''],
    ['\ufeffab', 4, '\ufeffa\n\n... (output truncated: 5 total bytes, showing first 4)'],
  ])('%j at %i', (text, limit, shown) => {
    expect(truncateOutput(text, limit)).toBe(shown);
  });

  it('keeps a beginning of the text that fits and could not be a character longer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(60), (text, limit) => {
        const shown = truncateOutput(text, limit);
        const kept = shown.replace(/\n\n\.\.\. \(output truncated: .*\)$/, '');
        const size = Buffer.byteLength(kept);
        expect(text.startsWith(kept)).toBe(true);
        expect(size <= limit || kept === '').toBe(true);
        const next = String.fromCodePoint(text.codePointAt(kept.length) ?? 0);
        expect(kept === text || size + Buffer.byteLength(next) > limit).toBe(true);
        expect(shown === text).toBe(Buffer.byteLength(text) <= limit);
      }),
    );
  });
});
