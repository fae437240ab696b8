/** The daemon as server and CLI see it: reads on a connection of their own, one way in through the intake. */
import type { Json } from '../../contracts/json.ts';
import type {
  ActorEvent,
  ActorRow,
  HostStore,
  JournalRow,
  OutboxRow,
} from '../../contracts/ports/stores/host-store.ts';
import { OUTBOX } from '../../contracts/ports/stores/host-store.ts';
import type { MessageStore } from '../../contracts/ports/stores/message-store.ts';
import type { Notices } from '../../contracts/ports/notices.ts';
import type { RunStore } from '../../contracts/ports/stores/run-store.ts';
import type {
  ActorDetail,
  ActorSummary,
  ChartDefinition,
  DaemonStatus,
  DaemonViews,
  JournalEntry,
} from '../../contracts/ports/views.ts';
import { stateText } from '../../domain/state-text.ts';
import type { MachineSet } from '../host/kernel/machine-set.ts';
import type { Ingest } from '../ingest.ts';
import { definitionOf, shortEvent } from './definition.ts';
import { stateAt } from './replay.ts';

/** What the views are built on. Stores are on a reading connection. */
export interface ViewParts {
  store: HostStore;
  runs: RunStore;
  messages: MessageStore;
  machines: MachineSet;
  notices: Notices;
  status: () => DaemonStatus;
  intake: Ingest;
}

const EFFECT_STATES = Object.fromEntries(Object.entries(OUTBOX).map(([name, state]) => [state, name]));

function waitingFor(store: HostStore, row: ActorRow): string[] {
  if (row.status !== 'active') return [];
  const effects = store.effectsOf(row.address).map((e) => `effect ${e.activity}`);
  const timers = store
    .timersOf(row.address)
    .map((t) => `${shortEvent(t.timerId)} at ${new Date(t.dueAt).toISOString()}`);
  const children = store.activeChildren(row.address).map((c) => c.address);
  const all = [...effects, ...children, ...timers];
  return all.length > 0 ? all : ['an event'];
}

function summary(store: HostStore, row: ActorRow): ActorSummary {
  const { address, machine, version, status, rev, parent, updatedAt } = row;
  const { value } = JSON.parse(row.state) as { value: Json };
  return {
    address,
    machine,
    version,
    status,
    rev,
    parent,
    updatedAt,
    state: stateText(value),
    waitingFor: waitingFor(store, row),
  };
}

function effectView(row: OutboxRow): ActorDetail['effects'][number] {
  const { effectId: id, activity, attempts, dueAt, error } = row;
  return { id, activity, state: EFFECT_STATES[row.state] ?? String(row.state), attempts, dueAt, error };
}

function detail(parts: ViewParts, row: ActorRow, definition: string): ActorDetail {
  const { store } = parts;
  const { value, context } = JSON.parse(row.state) as { value: Json; context: Json };
  return {
    ...summary(store, row),
    value,
    context,
    effects: store.effectsOf(row.address).map(effectView),
    timers: store
      .timersOf(row.address)
      .map((t) => ({ id: t.timerId, dueAt: t.dueAt, event: (JSON.parse(t.event) as ActorEvent).type })),
    mailbox: store
      .pendingMail(row.address, 100)
      .map((m) => ({ seq: m.seq, event: (JSON.parse(m.event) as ActorEvent).type, attempts: m.attempts })),
    definition,
  };
}

function entry(row: JournalRow): JournalEntry {
  return {
    address: row.address,
    rev: row.rev,
    at: row.at,
    event: JSON.parse(row.event) as JournalEntry['event'],
    value: JSON.parse(row.value) as Json,
    version: row.version,
    actions: JSON.parse(row.actions) as string[],
  };
}

/** Definitions by hash and by machine version, computed when first asked for. */
function definitions(machines: MachineSet): {
  of: (name: string, version: number) => ChartDefinition;
  byHash: (hash: string) => ChartDefinition | undefined;
} {
  const known = new Map<string, ChartDefinition>();
  const of = (name: string, version: number): ChartDefinition => {
    const key = `${name}@${version}`;
    const definition = known.get(key) ?? definitionOf(machines.get(name, version));
    known.set(key, definition);
    return definition;
  };
  return {
    of,
    byHash(hash) {
      for (const name of machines.names()) of(name, machines.current(name)?.version ?? 1);
      return [...known.values()].find((d) => d.hash === hash);
    },
  };
}

/** Builds the views. */
export function views(parts: ViewParts): DaemonViews {
  const { store, runs, messages, machines, notices } = parts;
  const charts = definitions(machines);
  return {
    status: parts.status,
    async receive(message) {
      const [taken] = await parts.intake.receive(message.channel, [message]);
      return taken ?? { messageId: '', repeated: false };
    },
    exchange: messages.exchange,
    messages: messages.list,
    conversations: messages.conversations,
    runs: runs.list,
    run: runs.run,
    runEvents: (id, { after, limit }) => runs.events(id, after, limit),
    conversationEvents: (key, { after, limit }) => runs.eventsOfConversation(key, after, limit),
    lastEvent: runs.lastGseq,
    actors: (page) => store.actors(page).map((row) => summary(store, row)),
    actor(address) {
      const row = store.actor(address);
      return row && detail(parts, row, charts.of(row.machine, row.version).hash);
    },
    journal: (address, { after, limit }) => store.journal(address, after, limit).map(entry),
    stateAt: (address, rev) => stateAt(store, machines, address, rev),
    definition: charts.byHash,
    subscribe: notices.subscribe,
  };
}
