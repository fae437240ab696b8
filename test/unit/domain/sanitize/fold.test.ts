/** Folding: what looks the same becomes the same. */
import { describe, expect, it } from 'vitest';
import { fold, searchCopies } from '../../../../src/domain/sanitize/fold.ts';

describe('fold', () => {
  it.each([
    ['capitals', 'IGNORE', 'ignore'],
    ['accents', 'ígnörè', 'ignore'],
    ['full-width letters', 'ｉｇｎｏｒｅ', 'ignore'],
    ['mathematical letters', '𝒊𝒈𝒏𝒐𝒓𝒆', 'ignore'],
    ['circled letters', 'ⓘⓖⓝⓞⓡⓔ', 'ignore'],
    ['small capitals', 'ɪɢɴᴏʀᴇ', 'ignore'],
    ['Cyrillic letters', 'ѕуѕтем', 'system'],
    ['Greek capitals', 'ΗΙΝΤΖ', 'hintz'],
    ['stacked marks', 'i̴g̷n̶o̵r̸e̶', 'ignore'],
  ])('%s', (_, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('gives a Russian word one form, whichever letters it is written with', () => {
    expect(fold('Правила')).toBe(fold('Пpaвилa'));
    expect(fold('СВОЙ')).toBe(fold('свой'));
  });

  it('keeps what has no look-alike', () => {
    expect(fold('жю 漢字 1!')).toBe('жю 漢字 1!');
  });
});

describe('searchCopies', () => {
  it('takes invisible characters out, and once puts spaces in their places', () => {
    expect(searchCopies('a\u200bb\u00adc')).toEqual(['abc', 'a b c']);
    expect(searchCopies('a b')).toEqual(['a b']);
  });
});
