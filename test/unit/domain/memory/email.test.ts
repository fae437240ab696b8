/** What counts as an e-mail address. */
import { describe, expect, it } from 'vitest';
import { isEmail } from '../../../../src/domain/memory/email.ts';

describe('isEmail', () => {
  it.each(['a@b.c', 'first.last+tag@mail.example.org', 'ü@b.de', 'a@b.'])('takes %j', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each(['', 'a', '@b.c', 'a@', 'a@b', 'a@.b', ' a@b.c', 'a@b.c\n', 'a.b'])('refuses %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });
});
