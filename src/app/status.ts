/** State of the daemon as `/readyz`, `/status` and the page show it, read from the actors. */
import type { HostStore } from '../contracts/ports/stores/host-store.ts';
import type { DaemonStatus, PartStatus } from '../contracts/ports/views.ts';
import { stateText } from '../domain/state-text.ts';
import type { Json } from '../contracts/json.ts';

/** What the status is read from. */
export interface StatusParts {
  store: HostStore;
  version: string;
  startedAt: number;
  channels: readonly string[];
  providers: readonly string[];
  /** whether messages are being taken; false before the server listens and after stop began */
  open: () => boolean;
  trouble: () => string;
}

interface Snapshot {
  value: Json;
  context: { message?: string; account?: string; code?: string };
}

function part(store: HostStore, kind: 'channel' | 'provider', name: string): PartStatus {
  const row = store.actor(`${kind}:${name}`);
  if (row === undefined) return { name, state: kind === 'provider' ? 'healthy' : 'off', detail: '' };
  const { value, context } = JSON.parse(row.state) as Snapshot;
  const state = stateText(value).split('.').at(-1) ?? '';
  const fine = state === 'online' || state === 'healthy';
  return { name, state, detail: fine ? (context.account ?? '') : context.message || context.code || '' };
}

/** Builds the function that reads the status. */
export function statusOf(parts: StatusParts): () => DaemonStatus {
  const { store, version, startedAt } = parts;
  return () => {
    const trouble = parts.trouble();
    return {
      ready: parts.open() && trouble === '',
      version,
      startedAt,
      trouble,
      channels: parts.channels.map((name) => part(store, 'channel', name)),
      providers: parts.providers.map((name) => part(store, 'provider', name)),
    };
  };
}
