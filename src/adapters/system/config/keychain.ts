/** Reads a secret from the keychain of the machine, by the program that comes with it. */
import { execFile } from 'node:child_process';
import type { Environment } from '../../../contracts/setup.ts';

/** A keychain may ask its owner first; longer than this nobody waits. */
const WAIT_MS = 20_000;

interface Keychain {
  program: string;
  /** how a secret is read */
  read: (service: string, account: string) => string[];
  /** how it is put there, as a line for a terminal */
  put: (service: string, account: string) => string;
}

const given = (flag: string, value: string): string[] => (value === '' ? [] : [flag, value]);
const quoted = (text: string): string => (/^[\w.@+-]+$/.test(text) ? text : `'${text}'`);

const MACOS: Keychain = {
  program: 'security',
  read: (service, account) => ['find-generic-password', '-s', service, ...given('-a', account), '-w'],
  put: (service, account) => `security add-generic-password -s ${quoted(service)} -a ${quoted(account || 'omega')} -w`,
};
const LINUX: Keychain = {
  program: 'secret-tool',
  read: (service, account) => ['lookup', 'service', service, ...given('account', account)],
  put: (service, account) =>
    [
      'secret-tool store --label',
      quoted(service),
      'service',
      quoted(service),
      ...given('account', account).map(quoted),
    ].join(' '),
};

type Outcome = { value: string } | { trouble: string } | 'absent';

function ask(
  { program, read, put }: Keychain,
  [service, account]: [string, string],
  env: Environment,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const options = { env, timeout: WAIT_MS, killSignal: 'SIGKILL', maxBuffer: 65_536, encoding: 'utf8' } as const;
    execFile(program, read(service, account), options, (error, stdout) => {
      const entry = account === '' ? `"${service}"` : `"${service}" for ${account}`;
      if (!error && stdout.trim() !== '') resolve({ value: stdout });
      else if (error?.code === 'ENOENT') resolve('absent');
      else if (error?.killed === true) resolve({ trouble: `the keychain did not answer about ${entry}` });
      else resolve({ trouble: `the keychain has no ${entry} (set it with: ${put(service, account)})` });
    }).stdin?.end();
  });
}

/**
 * Looks a secret up: macOS Keychain or Secret Service, whichever is there.
 *
 * @param target `service` or `service/account`
 * @returns      the secret, or a sentence that says what is missing and how to set it; never throws
 */
export async function keychainSecret(
  target: string,
  env: Environment,
): Promise<{ value: string } | { trouble: string }> {
  const at = target.indexOf('/');
  const entry: [string, string] = at < 0 ? [target, ''] : [target.slice(0, at), target.slice(at + 1)];
  for (const keychain of process.platform === 'darwin' ? [MACOS, LINUX] : [LINUX, MACOS]) {
    const outcome = await ask(keychain, entry, env);
    if (outcome !== 'absent') return outcome;
  }
  const advice = process.platform === 'linux' ? 'install libsecret-tools' : 'use env: or file:';
  return { trouble: `this machine has no keychain program (${advice})` };
}
