/** Port of the owner's Google account: how it is connected, what is known of it, and its access token. */
import type { SecretValue } from '../secret.ts';

/** What is known of the account; holds no secret. */
export interface GoogleState {
  /** an OAuth client is kept, so that only the consent is missing */
  client: boolean;
  /** e-mail address of the connected account; empty = none is connected */
  account: string;
}

/** Why words that should be an OAuth client are none. `redirect`: a web client that may not send anybody back here. */
export type ClientFault = 'unreadable' | 'no-file' | 'no-client' | 'redirect';

/** Why words that should bring the consent did not. */
export type ConsentFault =
  /** neither an address with a code nor a code */
  | 'no-code'
  /** from another consent than the one that was asked for last, or none was */
  | 'other'
  /** the person said no on Google's page */
  | 'denied'
  /** Google takes the code no more */
  | 'expired'
  /** Google does not know the client, or not its secret */
  | 'client'
  /** the consent leaves out what lasting access needs */
  | 'incomplete';

/** The account. One per data folder; what is secret lies in files of the owner alone, never in the database. */
export interface GoogleAccount {
  state(): GoogleState;
  /** Keeps words that were said in confidence until {@link takeClient} or {@link exchange} reads them. @throws OmegaError store.* */
  seal(id: string, words: string): void;
  /** Reads an OAuth client out of sealed words, or the file they name, and keeps it. @throws OmegaError store.* */
  takeClient(id: string): 'kept' | ClientFault;
  /**
   * Begins a consent; the one before it is void.
   *
   * @returns the address of Google's page
   * @throws  OmegaError google.unreachable | google.refused | google.not_connected where no client is kept | store.*
   */
  consent(signal: AbortSignal): Promise<string>;
  /** @returns whether a state is that of the consent that was asked for last */
  awaits(state: string): boolean;
  /**
   * Exchanges the code in sealed words for tokens and keeps them.
   *
   * @throws OmegaError google.unreachable | google.refused | store.*
   */
  exchange(id: string, signal: AbortSignal): Promise<{ account: string } | ConsentFault>;
  /** Forgets whatever an unfinished set-up left. */
  clear(): void;
  /** Has Google end the access, and deletes everything. @returns whether Google confirmed; deleted is it in any case */
  disconnect(signal: AbortSignal): Promise<boolean>;
  /**
   * Gives an access token that is good for a minute at least.
   *
   * @throws OmegaError google.not_connected where there is no account, or it ended the access; google.unreachable | google.refused
   */
  accessToken(): Promise<SecretValue>;
}

/** Where the browser of the person comes back to from Google's page. */
export interface GoogleDoor {
  /**
   * Takes an answer in; resolves after the commit.
   *
   * @param search what stands behind the path, with its `?`
   * @returns      whether it belongs to the consent that was asked for last, and the words for the page
   */
  arrive(search: string): Promise<{ taken: boolean; text: string }>;
}
