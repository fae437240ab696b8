/** The doctor's line about the Google account. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault } from '../../../../src/adapters/accounts/google/vault.ts';
import { googleCheck } from '../../../../src/app/on-call/google-check.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-google-check-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const client = { id: 'i', secret: 's' };
const account = { email: 'ada@example.com', refreshToken: 'r', accessToken: 'a', expiresAt: 0, consent: 'c' };

test('it says which account is connected, and what to do where none is', () => {
  expect(googleCheck(home)).toMatchObject({ state: 'ok', detail: expect.stringContaining('/google') });
  openVault(home).keep({ client });
  expect(googleCheck(home)).toMatchObject({ state: 'warning', advice: 'write /google in your chat' });
  openVault(home).keep({ client, account });
  expect(googleCheck(home)).toEqual({
    name: 'google',
    state: 'ok',
    detail: 'ada@example.com is connected',
    advice: '',
  });
});

test('a file that others can read is a problem', () => {
  openVault(home).keep({ client, account });
  chmodSync(join(home, 'secrets', 'google.json'), 0o644);
  expect(googleCheck(home)).toMatchObject({ state: 'problem', advice: expect.stringContaining('chmod 600') });
});
