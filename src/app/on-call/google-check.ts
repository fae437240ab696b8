/** The line of `omega doctor` about the Google account. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { googleAccount } from '../../adapters/accounts/google/index.ts';
import type { Check } from '../../contracts/app.ts';

/** Looks at what is kept, and whether anybody else may read it; asks Google nothing. */
export function googleCheck(home: string): Check {
  const nothing = (): void => undefined;
  const { client, account } = googleAccount({
    home,
    issuer: '',
    callback: () => '',
    now: () => 0,
    ended: nothing,
  }).state();
  const name = 'google';
  if (!client) return { name, state: 'ok', detail: 'no account; /google in your chat connects one', advice: '' };
  const file = join(home, 'secrets', 'google.json');
  if ((statSync(file).mode & 0o077) !== 0)
    return { name, state: 'problem', detail: `others can read ${file}`, advice: `chmod 600 ${file}` };
  if (account !== '') return { name, state: 'ok', detail: `${account} is connected`, advice: '' };
  return {
    name,
    state: 'warning',
    detail: 'a client is kept, no account is connected',
    advice: 'write /google in your chat',
  };
}
