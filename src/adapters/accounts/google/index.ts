/** The owner's Google account: an OAuth client of their own, one consent, and tokens that are made fresh before they end. */
import { timingSafeEqual } from 'node:crypto';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ConsentFault, GoogleAccount } from '../../../contracts/ports/google.ts';
import { SecretValue } from '../../../contracts/secret.ts';
import { readAnswer } from './answer.ts';
import { readClient, type OAuthClient } from './client.ts';
import { reasonOf } from './errors.ts';
import { oauthWith, type OAuth } from './oauth.ts';
import { openVault, type Account, type Kept, type Vault } from './vault.ts';

/** What the account is built from. */
export interface GoogleOptions {
  /** the data folder */
  home: string;
  /** who Google is, e.g. `https://accounts.google.com` */
  issuer: string;
  /** where the browser of the person is sent back to; known once the server listens */
  callback: () => string;
  /** ms since 1970 UTC */
  now: () => number;
  /** called with the address of an account whose access Google has ended */
  ended: (account: string) => void;
}

interface Parts extends Pick<GoogleOptions, 'now' | 'ended'> {
  vault: Vault;
  oauth: OAuth;
}

/** A token is made fresh this long before it ends, ms. */
const EARLY_MS = 60_000;

const FAULTS: ReadonlyMap<string, ConsentFault> = new Map([
  ['access_denied', 'denied'],
  ['invalid_grant', 'expired'],
  ['invalid_client', 'client'],
  ['unauthorized_client', 'client'],
]);

function notConnected(message: string): OmegaError {
  return new OmegaError('google.not_connected', message);
}

function clientOf(vault: Vault): OAuthClient {
  const { client } = vault.kept();
  if (client === undefined) throw notConnected('No OAuth client of Google is kept; /google asks for one.');
  return client;
}

/** Exchanges the code of an answer; the answers that lead nowhere are values, not errors. */
async function connect(
  { vault, oauth, now }: Parts,
  id: string,
  signal: AbortSignal,
): Promise<{ account: string } | ConsentFault> {
  const { account: before } = vault.kept();
  const pending = vault.pending();
  // A second attempt after the process died: the code was good once and is not shown again.
  if (before !== undefined && (pending === undefined || pending.state === before.consent)) {
    vault.clear();
    return { account: before.email };
  }
  const answer = readAnswer(vault.sealed(id));
  if (answer === undefined) return 'no-code';
  const state = answer.get('state');
  if (pending === undefined || (state !== null && state !== pending.state)) return 'other';
  const error = answer.get('error');
  if (error !== null) return FAULTS.get(error) ?? 'denied';
  const client = clientOf(vault);
  try {
    const { accessToken, refreshToken, lifetime, email } = await oauth.exchange(client, answer, pending, signal);
    if (refreshToken === '' || email === '') return 'incomplete';
    const account = { email, refreshToken, accessToken, expiresAt: now() + lifetime * 1000, consent: pending.state };
    vault.keep({ client, account });
    vault.clear();
    return { account: email };
  } catch (thrown) {
    const fault = FAULTS.get(reasonOf(thrown));
    if (fault === undefined) throw thrown;
    if (fault === 'client') vault.empty();
    return fault;
  }
}

/** A fresh token; where Google ended the access, the account is forgotten and the client stays. */
async function refreshed({ vault, oauth, now, ended: tell }: Parts, account: Account): Promise<string> {
  const client = clientOf(vault);
  // Whoever disconnected meanwhile has the last word.
  const keep = (kept: Kept): void => {
    if (vault.kept().account?.refreshToken === account.refreshToken) vault.keep(kept);
  };
  try {
    const { accessToken, refreshToken, lifetime } = await oauth.refresh(client, account.refreshToken);
    const renewed = {
      accessToken,
      refreshToken: refreshToken || account.refreshToken,
      expiresAt: now() + lifetime * 1000,
    };
    keep({ client, account: { ...account, ...renewed } });
    return accessToken;
  } catch (thrown) {
    if (!FAULTS.has(reasonOf(thrown))) throw thrown;
    keep({ client });
    tell(account.email);
    throw notConnected(`Google ended the access to ${account.email}; its owner connects it again with /google.`);
  }
}

/** Ends the access at Google's side. @returns whether Google confirmed */
async function ended({ vault, oauth }: Parts, signal: AbortSignal): Promise<boolean> {
  const { client, account } = vault.kept();
  if (client === undefined || account === undefined) return true;
  try {
    await oauth.revoke(client, account.refreshToken, signal);
    return true;
  } catch (thrown) {
    signal.throwIfAborted();
    // A token that Google does not know any more is as good as ended.
    return reasonOf(thrown) === 'invalid_token';
  }
}

/** Gives tokens; calls that come at the same time share a fresh one. */
function tokens(parts: Parts): GoogleAccount['accessToken'] {
  let refreshing: Promise<string> | undefined;
  return async () => {
    const { account } = parts.vault.kept();
    if (account === undefined)
      throw notConnected('No Google account is connected; its owner connects one with /google.');
    if (account.expiresAt - EARLY_MS <= parts.now())
      refreshing ??= refreshed(parts, account).finally(() => {
        refreshing = undefined;
      });
    return new SecretValue((await refreshing) ?? account.accessToken, 'google:access_token');
  };
}

/** Makes the account; the OAuth library is loaded with the first call to Google. */
export function googleAccount({ home, issuer, callback, now, ended: tell }: GoogleOptions): GoogleAccount {
  const vault = openVault(home);
  const oauth = oauthWith(issuer);
  const parts: Parts = { vault, oauth, now, ended: tell };
  return {
    state() {
      const { client, account } = vault.kept();
      return { client: client !== undefined, account: account?.email ?? '' };
    },
    seal: vault.seal,
    takeClient(id) {
      const words = vault.sealed(id);
      // Nothing is there: it was read before the process died.
      if (words === '' && vault.kept().client !== undefined) return 'kept';
      const found = readClient(words, { home, callback: callback() });
      if (typeof found !== 'string') vault.keep({ client: found });
      vault.unseal(id);
      return typeof found === 'string' ? found : 'kept';
    },
    async consent(signal) {
      const { url, pending } = await oauth.begin(clientOf(vault), callback(), signal);
      vault.ask(pending);
      return url;
    },
    awaits(state) {
      const given = Buffer.from(state);
      const wanted = Buffer.from(vault.pending()?.state ?? '');
      return wanted.length > 0 && given.length === wanted.length && timingSafeEqual(given, wanted);
    },
    async exchange(id, signal) {
      const found = await connect(parts, id, signal);
      vault.unseal(id);
      return found;
    },
    clear: vault.clear,
    async disconnect(signal) {
      const confirmed = await ended(parts, signal);
      vault.empty();
      return confirmed;
    },
    accessToken: tokens(parts),
  };
}
