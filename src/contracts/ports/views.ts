/** Port through which the HTTP server and the CLI see the daemon: read views, one way in, and a wake-up after each commit. */
import type { Json } from '../json.ts';
import type { InboundMessage } from '../message.ts';
import type { RunEvent, RunStatus, RunSummary } from '../run-event.ts';

/** State of a channel or provider as a person reads it. */
export interface PartStatus {
  name: string;
  /** state of its machine, e.g. online, backingOff, misconfigured, healthy, broken */
  state: string;
  /** one sentence; empty when all is well */
  detail: string;
}

/** What `/readyz` and the page's head show. */
export interface DaemonStatus {
  /** messages are taken */
  ready: boolean;
  version: string;
  startedAt: number;
  /** why nothing is taken at the moment, e.g. the disk is full; empty otherwise */
  trouble: string;
  channels: PartStatus[];
  providers: PartStatus[];
}

/** A message of a conversation as a page shows it. */
export interface MessageView {
  /** grows over the whole store */
  seq: number;
  id: string;
  role: 'user' | 'assistant' | 'notice';
  text: string;
  at: number;
  runId: string | null;
}

/** What became of one user message. */
export interface Exchange {
  messageId: string;
  /** null until the conversation has taken the message */
  runId: string | null;
  status: RunStatus | 'waiting';
  /** the stored answer once the run has ended */
  reply: {
    id: string;
    text: string;
    at: number;
    model: string;
    usage: { input: number | null; output: number | null };
  } | null;
}

/** One actor in a list. */
export interface ActorSummary {
  address: string;
  machine: string;
  version: number;
  status: 'active' | 'done' | 'error' | 'quarantined' | 'stopped';
  /** state value as dotted text, e.g. `working.answering` */
  state: string;
  rev: number;
  parent: string | null;
  updatedAt: number;
  /** what it waits for, e.g. `effect think`, `timer retryBackoff at …`, `an event` */
  waitingFor: string[];
}

/** One transition. Rev 0 is the birth of the actor. */
export interface JournalEntry {
  address: string;
  rev: number;
  at: number;
  event: { type: string; [key: string]: Json };
  value: Json;
  version: number;
  /** what the transition asked for, e.g. `effect think`, `timer x 500 ms`, `send run:… run.cancel` */
  actions: string[];
}

/** One actor with everything that is open on it. */
export interface ActorDetail extends ActorSummary {
  value: Json;
  context: Json;
  effects: { id: string; activity: string; state: string; attempts: number; dueAt: number; error: string | null }[];
  timers: { id: string; dueAt: number; event: string }[];
  mailbox: { seq: number; event: string; attempts: number }[];
  /** hash of the machine definition, for the chart */
  definition: string;
}

/** A state of a machine definition: structure and names only, never context or code. */
export interface ChartState {
  /** full id, e.g. `turn.calling` */
  id: string;
  key: string;
  type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  description: string;
  tags: string[];
  invokes: string[];
  initial: string | null;
  states: ChartState[];
}

/** An arrow of a machine definition. */
export interface ChartTransition {
  source: string;
  /** empty for a transition that stays inside its state */
  targets: string[];
  event: string;
  guard: string;
  actions: string[];
}

/** Structure of one machine version. */
export interface ChartDefinition {
  hash: string;
  machine: string;
  version: number;
  root: ChartState;
  transitions: ChartTransition[];
}

/** What changed in one commit. */
export interface CommitNotice {
  /** ids of runs with new events */
  runs: ReadonlySet<string>;
  /** addresses of conversations with new messages or run events, without the machine name, e.g. `web:owner` */
  conversations: ReadonlySet<string>;
  /** transitions of this commit, in order */
  transitions: readonly { address: string; rev: number }[];
}

/** The daemon as server and CLI see it. All reads are synchronous and see committed rows only. */
export interface DaemonViews {
  status(): DaemonStatus;
  /**
   * Takes one message; resolves after the commit. A repeat (same channel and dedupe key) returns the first one's id.
   * @throws OmegaError intake.too_large, store.disk_full
   */
  receive(message: InboundMessage): Promise<{ messageId: string; repeated: boolean }>;
  exchange(messageId: string): Exchange | undefined;
  /** Newest first unless `after` is given (then oldest first). Key: conversation key such as `web:owner`. */
  messages(key: string, page: { before?: number; after?: number; limit: number }): MessageView[];
  conversations(): { key: string; lastAt: number; messages: number }[];
  runs(page: { before?: number; limit: number; conversation?: string; status?: RunStatus }): RunSummary[];
  run(id: string): RunSummary | undefined;
  runEvents(id: string, page: { after: number; limit: number }): RunEvent[];
  /** Run events of all runs of one conversation by `gseq`. */
  conversationEvents(key: string, page: { after: number; limit: number }): RunEvent[];
  /** Newest `gseq` of all. */
  lastEvent(): number;
  actors(page: { machine?: string; status?: string; limit: number; offset: number }): ActorSummary[];
  actor(address: string): ActorDetail | undefined;
  journal(address: string, page: { after: number; limit: number }): JournalEntry[];
  /** State of an actor right after the given revision, by replaying its journal. */
  stateAt(address: string, rev: number): { value: Json; context: Json } | undefined;
  definition(hash: string): ChartDefinition | undefined;
  /** Calls the listener after every commit that changed something; returns the unsubscribe function. */
  subscribe(listener: (notice: CommitNotice) => void): () => void;
}
