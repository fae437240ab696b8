/** Where tokens lie: one file of mode 0600 for each server, in a folder of mode 0700 of the data folder. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { OmegaError } from '../../../../contracts/errors.ts';

const text = z.string().min(1);

/** What a sign-in left. */
const SignIn = z.object({
  /** address of the server it is for; no other one gets to see a token */
  url: text,
  /** authorisation server, and what it said of itself */
  authorizationServer: text,
  metadata: z.looseObject({ issuer: text }).optional(),
  /** what the tokens are good for (RFC 8707) */
  resource: z.string().optional(),
  client: z.looseObject({ client_id: text, client_secret: z.string().optional() }),
  accessToken: text,
  refreshToken: z.string().optional(),
  /** rights that were given, as far as the server said */
  scope: z.string().optional(),
  /** rights that the server wanted since, so that the next sign-in asks for them */
  wanted: z.string().optional(),
  /** ms since 1970 UTC */
  expiresAt: z.number().optional(),
});
export type SignIn = z.infer<typeof SignIn>;

/** The files. */
export interface SignIns {
  /** What a sign-in at this address left; undefined where there is none, or it was for another address. */
  read(server: string, url: string): SignIn | undefined;
  /** @throws OmegaError store.read_only */
  write(server: string, signIn: SignIn): void;
  /** Notes rights that the next sign-in asks for; nothing where there is no sign-in. @throws OmegaError store.read_only */
  want(server: string, url: string, scope: string): void;
  /** Forgets a sign-in, and keeps nothing of it. @throws OmegaError store.read_only */
  remove(server: string): void;
}

/** Name of the folder in the data folder. */
const FOLDER = 'secrets/mcp';

function parsed(path: string): SignIn | undefined {
  try {
    const found = SignIn.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return found.success ? found.data : undefined;
  } catch {
    return undefined; // there is none, or half a file: its owner signs in again
  }
}

/** Opens the files of a data folder. */
export function openSignIns(home: string): SignIns {
  const folder = join(home, FOLDER);
  const pathOf = (server: string): string => join(folder, `${server}.json`);
  const changing = (path: string, work: () => void): void => {
    try {
      work();
    } catch (cause) {
      throw new OmegaError('store.read_only', `${path} cannot be written.`, { cause });
    }
  };
  const read = (server: string, url: string): SignIn | undefined => {
    const signIn = parsed(pathOf(server));
    return signIn?.url === url ? signIn : undefined;
  };
  const write = (server: string, signIn: SignIn): void => {
    const path = pathOf(server);
    changing(path, () => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
      const draft = `${path}.${process.pid}.part`;
      writeFileSync(draft, `${JSON.stringify(signIn)}\n`, { mode: 0o600, flush: true });
      renameSync(draft, path);
    });
  };
  return {
    read,
    write,
    want(server, url, scope) {
      const signIn = read(server, url);
      if (signIn === undefined) return;
      const all = new Set(`${signIn.wanted ?? ''} ${scope}`.split(' ').filter((one) => one !== ''));
      write(server, { ...signIn, wanted: [...all].join(' ') });
    },
    remove(server) {
      const path = pathOf(server);
      changing(path, () => rmSync(path, { force: true }));
    },
  };
}
