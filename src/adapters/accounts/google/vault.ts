/** Where what is secret lies: files of mode 0600 in the folder `secrets` of the data folder, which is of mode 0700. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';
import { OAuthClient } from './client.ts';

/** A connected account. */
const Account = z.object({
  email: z.string().min(1),
  refreshToken: z.string().min(1),
  accessToken: z.string().min(1),
  /** ms since 1970 UTC */
  expiresAt: z.number(),
  /** the consent it came from, so that it is not exchanged twice */
  consent: z.string(),
});
export type Account = z.infer<typeof Account>;

const Kept = z.object({ client: OAuthClient.optional(), account: Account.optional() });
/** What lasts. */
export type Kept = z.infer<typeof Kept>;

/** A consent that was asked for. */
const Pending = z.object({ state: z.string().min(1), verifier: z.string().min(1), redirect: z.string().min(1) });
export type Pending = z.infer<typeof Pending>;

/** The files. Writing throws OmegaError store.read_only. */
export interface Vault {
  kept(): Kept;
  keep(kept: Kept): void;
  pending(): Pending | undefined;
  ask(pending: Pending): void;
  seal(id: string, words: string): void;
  /** @returns sealed words, empty where there are none */
  sealed(id: string): string;
  unseal(id: string): void;
  /** Forgets the consent that was asked for, and all sealed words. */
  clear(): void;
  /** Forgets everything. */
  empty(): void;
}

function read<T>(path: string, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    return undefined; // there is none, or half a file: the owner connects again
  }
}

/** Opens the files of a data folder; makes none before there is something to keep. */
export function openVault(home: string): Vault {
  const folder = join(home, 'secrets');
  const [main, asked, sealing] = ['google.json', 'google.pending.json', 'google.sealed'].map((n) =>
    join(folder, n),
  ) as [string, string, string];
  const place = (id: string): string => join(sealing, id.replaceAll(/\W/g, '_'));
  const changing = (path: string, work: () => void): void => {
    try {
      work();
    } catch (cause) {
      throw new OmegaError('store.read_only', `${path} cannot be written.`, { cause });
    }
  };
  const write = (path: string, text: string): void =>
    changing(path, () => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const draft = `${path}.${process.pid}.part`;
      writeFileSync(draft, text, { mode: 0o600, flush: true });
      renameSync(draft, path);
    });
  const remove = (...paths: string[]): void => {
    for (const path of paths) changing(path, () => rmSync(path, { recursive: true, force: true }));
  };
  return {
    kept: () => read(main, Kept) ?? {},
    keep: (kept) => write(main, `${JSON.stringify(kept)}\n`),
    pending: () => read(asked, Pending),
    ask: (pending) => write(asked, `${JSON.stringify(pending)}\n`),
    seal: (id, words) => write(place(id), words),
    sealed(id) {
      try {
        return readFileSync(place(id), 'utf8');
      } catch {
        return ''; // read before, or the set-up has ended
      }
    },
    unseal: (id) => remove(place(id)),
    clear: () => remove(asked, sealing),
    empty: () => remove(main, asked, sealing),
  };
}
