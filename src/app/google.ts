/** Wiring of the Google account: where browsers come back to, who is told when Google ends the access, and its door on the HTTP server. */
import { GOOGLE } from '../actors/google/set-up.ts';
import { wordsIn } from '../actors/agent/words.ts';
import type { AgentPorts } from '../actors/agent-ports.ts';
import { googleAccount } from '../adapters/accounts/google/index.ts';
import type { StartOptions } from '../contracts/app.ts';
import type { DurableHost } from '../contracts/ports/durable-host.ts';
import type { GoogleAccount, GoogleDoor } from '../contracts/ports/google.ts';

/** The account, which learns where the server listens once it does. */
export interface GoogleWiring {
  account: GoogleAccount;
  /** @param url base URL of the HTTP server */
  listensAt(url: string): void;
}

/** Builds the account. @param ended called with an account whose access Google has ended */
export function buildGoogle(
  { home, config }: Pick<StartOptions, 'home' | 'config'>,
  ended: (account: string) => void,
): GoogleWiring {
  let base = '';
  const { issuer } = config.google;
  const account = googleAccount({ home, issuer, callback: () => `${base}/google/callback`, now: Date.now, ended });
  return {
    account,
    listensAt: (url) => {
      base = url;
    },
  };
}

/** What the door is built on. */
export interface DoorParts {
  account: GoogleAccount;
  host: DurableHost;
  ports: Pick<AgentPorts, 'peek' | 'messages' | 'chosen' | 'settings'>;
  newId: (at: number) => string;
}

/** Builds the door: an answer is one more thing that is given to the set-up, as if the person had sent it. */
export function googleDoor({ account, host, ports, newId }: DoorParts): GoogleDoor {
  return {
    async arrive(search) {
      const taken = account.awaits(new URLSearchParams(search).get('state') ?? '');
      if (taken)
        await host.submit((tx) => {
          const id = `g${newId(tx.at)}`;
          account.seal(id, search);
          tx.post(GOOGLE, { type: 'google.given', id }, `google.given:${id}`);
        });
      const conversation = ports.peek(GOOGLE)?.context['conversation'];
      const words = wordsIn(ports, typeof conversation === 'string' ? conversation : '', Date.now());
      return { taken, text: words.text('googlePage', { isTaken: taken }) };
    },
  };
}
