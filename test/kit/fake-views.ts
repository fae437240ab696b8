/** A daemon in memory behind `DaemonViews`: messages wait until the test answers, streams or fails their run. */
import { conversationKey, type InboundMessage } from '../../src/contracts/message.ts';
import type { CommitNotice, DaemonViews, Exchange } from '../../src/contracts/ports/views.ts';
import type { RunEvent, RunStatus } from '../../src/contracts/run-event.ts';

import type { Handed, Outside, Said } from '../../src/contracts/ports/outside.ts';

/** A fake daemon with levers. */
export interface FakeViews {
  views: DaemonViews;
  received: InboundMessage[];
  /** resolves with the run of the n-th message (from 1) once it was received */
  run(n: number): Promise<string>;
  delta(run: string, text: string): void;
  /** the draft begins anew, as after a round of tools */
  reset(run: string): void;
  end(run: string, status: Exclude<RunStatus, 'running'>, text: string | null): void;
  /** what programs handed over, and how saying it ends */
  outside: Outside & { handed: Handed[]; ends: Said; open: string[]; target: string | undefined };
  setStatus(change: { ready?: boolean; trouble?: string }): void;
}

/** Builds a fake daemon; all its times are 1000 ms. */
export function fakeViews(): FakeViews {
  const received: InboundMessage[] = [];
  const exchanges = new Map<string, Exchange & { key: string }>();
  const events: RunEvent[] = [];
  const listeners = new Set<(notice: CommitNotice) => void>();
  const condition = { ready: true, trouble: '' };
  const of = (run: string) => exchanges.get(`m${run.slice(1)}`)!;
  const commit = (run: string): void => {
    const notice = { runs: new Set([run]), conversations: new Set([of(run).key]), transitions: [] };
    for (const listener of listeners) listener(notice);
  };
  const summary = (e: Exchange & { key: string }) => ({
    id: e.runId ?? '',
    conversation: e.key,
    trigger: 'message',
    status: e.status === 'waiting' ? ('running' as const) : e.status,
    created_at: 1000,
    finished_at: e.status === 'running' ? null : 1000,
  });
  const outside: FakeViews['outside'] = {
    handed: [],
    ends: 'delivered',
    open: ['telegram'],
    target: '42',
    channels: () => outside.open,
    targetOf: () => outside.target,
    say: async (handed) => {
      outside.handed.push(handed);
      return outside.ends;
    },
    ask: async (handed) => `m${outside.handed.push(handed)}`,
  };
  const views: DaemonViews = {
    status: () => ({ ...condition, version: '0', startedAt: 0, channels: [], providers: [] }),
    async receive(message) {
      const first = received.findIndex((m) => m.channel === message.channel && m.dedupe === message.dedupe);
      if (first >= 0) return { messageId: `m${first + 1}`, repeated: true };
      const n = received.push(message);
      const [messageId, runId] = [`m${n}`, `r${n}`];
      exchanges.set(messageId, { messageId, runId, status: 'running', reply: null, key: conversationKey(message) });
      commit(runId);
      return { messageId, repeated: false };
    },
    exchange: (id) => exchanges.get(id),
    messages: () => [],
    conversations: () => [],
    runs: ({ limit }) => [...exchanges.values()].slice(0, limit).map(summary),
    run: (id) => [...exchanges.values()].filter((e) => e.runId === id).map(summary)[0],
    runEvents: (id, { after, limit }) => events.filter((e) => e.run_id === id && e.seq > after).slice(0, limit),
    conversationEvents: (key, { after, limit }) =>
      events.filter((e) => of(e.run_id).key === key && e.gseq > after).slice(0, limit),
    lastEvent: () => events.length,
    actors: () => [],
    actor: () => undefined,
    journal: () => [],
    stateAt: () => undefined,
    definition: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const append = (run: string, kind: RunEvent['kind'], payload: RunEvent['payload']): void => {
    const seq = events.filter((e) => e.run_id === run).length + 1;
    const fixed = { v: 1 as const, ts: '1970-01-01T00:00:01.000Z', actor: `run:${run}`, origin: 'model' as const };
    const gseq = events.length + 1;
    events.push({ ...fixed, run_id: run, seq, gseq, kind, payload: { message_id: `${run}:a`, ...payload }, hash: '' });
    commit(run);
  };
  return {
    outside,
    views,
    received,
    async run(n) {
      while (!exchanges.has(`m${n}`)) await new Promise((resolve) => setImmediate(resolve));
      return `r${n}`;
    },
    delta: (run, text) => append(run, 'assistant_message_delta', { text }),
    reset: (run) => append(run, 'system_event', { type: 'draft.reset' }),
    end(run, status, text) {
      const usage = { input: 3, output: 2 };
      of(run).reply = text === null ? null : { id: `a${run}`, text, at: 1000, model: 'fake', usage };
      of(run).status = status;
      commit(run);
    },
    setStatus: (change) => void Object.assign(condition, change),
  };
}
