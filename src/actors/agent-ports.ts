/** What activities and commands reach of the world: stores, providers, channels, settings. Wired in app.ts. */
import type { ConversationMode, InboundMessage } from '../contracts/message.ts';
import type { ChannelAdapter } from '../contracts/ports/channel.ts';
import type { Language } from '../domain/i18n/languages.ts';
import type { QuietHours } from '../domain/schedule/quiet.ts';
import type { Cap, CapScope } from '../domain/spending/caps.ts';
import type { Clock } from '../contracts/ports/system/clock.ts';
import type { Json } from '../contracts/json.ts';
import type { ActorStatus } from '../contracts/ports/stores/host-store.ts';
import type { Log } from '../contracts/ports/system/log.ts';
import type { Ledger } from '../contracts/ports/stores/ledger.ts';
import type { MemoryStore } from '../contracts/ports/stores/memory-store.ts';
import type { VectorStore } from '../contracts/ports/stores/vector-store.ts';
import type { MessageStore } from '../contracts/ports/stores/message-store.ts';
import type { Library } from '../contracts/ports/library.ts';
import type { Artifacts } from '../contracts/ports/tools/artifacts.ts';
import type { WorkPlace } from '../contracts/ports/tools/executor.ts';
import type { PolicyPort } from '../contracts/ports/tools/policy.ts';
import type { ToolStore } from '../contracts/ports/stores/tool-store.ts';
import type { ToolBounds } from '../domain/tools/bounds.ts';
import type { Toolbox } from './tools/toolbox.ts';
import type { Workshop } from '../contracts/ports/workshop.ts';
import type { SettingStore } from '../contracts/ports/stores/setting-store.ts';
import type { NoticeQueue } from '../contracts/ports/stores/notice-queue.ts';
import type { TaskStore } from '../contracts/ports/stores/task-store.ts';
import type { GoogleAccount } from '../contracts/ports/google.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { ModelProvider, ModelUsage } from '../contracts/ports/provider.ts';
import type { RunStore } from '../contracts/ports/stores/run-store.ts';
import type { DaemonStatus } from '../contracts/ports/views.ts';

/** Numbers and names from the configuration. */
export interface AgentSettings {
  /** what the agent calls itself */
  name: string;
  /** providers in the order they are tried */
  chain: string[];
  /** attempts per provider in one turn */
  attempts: number;
  /** longest answer of a provider, tokens */
  maxTokens: (provider: string) => number;
  /** model of a provider for small or for hard work; empty = its default */
  model: (provider: string, tier: 'fast' | 'powerful') => string;
  /** millionths of a US dollar; null where the price is not known */
  costOf: (provider: string, model: string, usage: ModelUsage) => number | null;
  /** most that calls may take, per scope and day */
  caps: Readonly<Record<CapScope, Cap>>;
  /** language of people who have not shown theirs yet */
  language: Language;
  quiet: QuietHours | null;
  heartbeat: { enabled: boolean; intervalMinutes: number; conversation: string };
  memory: { learn: boolean; idleMs: number };
  tools: {
    enabled: boolean;
    bounds: ToolBounds;
    /** how long a question stands */
    approvalMs: number;
    /** tokens of results that a model reads again in one turn */
    transcriptTokens: number;
    /** where tools work for a project (empty = none) */
    place: (project: string) => WorkPlace;
    /** whether somebody may answer for the owner */
    isOwner: (person: string) => boolean;
  };
  /** the owner's time zone, IANA name */
  zone: string;
  /** the owner's calendar day, YYYY-MM-DD */
  dayOf: (at: number) => string;
  mode: ConversationMode;
  mergeLimit: number;
  waitingLimit: number;
  /** messages and tokens of history a model reads */
  history: { messages: number; tokens: number };
  /** whether a sender may talk, and if not, whether to say so */
  admit: (channel: string, sender: { id: string; name: string }) => 'allow' | 'refuse';
  /** where the owner lets people in on a channel, e.g. TELEGRAM_ALLOWED_USERS */
  allowListName: (channel: string) => string;
}

/** The ports. */
export interface AgentPorts {
  messages: MessageStore;
  runs: RunStore;
  tasks: TaskStore;
  ledger: Ledger;
  noticeQueue: NoticeQueue;
  memory: MemoryStore;
  /** vectors of what is remembered */
  vectors: VectorStore;
  /** the provider that turns texts into vectors; none = memory is searched by words alone */
  embedder?: ModelProvider | undefined;
  /** what people chose */
  chosen: SettingStore;
  tools: ToolStore;
  artifacts: Artifacts;
  policy: PolicyPort;
  toolbox: Toolbox;
  /** the owner's Google account */
  google: GoogleAccount;
  /** files that shape the agent */
  library: Library;
  /** where projects are built */
  workshop: Workshop;
  providers: ReadonlyMap<string, ModelProvider>;
  channels: ReadonlyMap<string, ChannelAdapter>;
  settings: AgentSettings;
  clock: Clock;
  notices: Notices;
  log: Log;
  /** state of an actor as last committed; undefined when it was never born */
  peek: (address: string) => { status: ActorStatus; value: Json; context: { [key: string]: Json } } | undefined;
  status: () => DaemonStatus;
  /** whether a program of this name can be started */
  hasProgram: (name: string) => boolean;
  /** takes messages of a channel in; resolves after the commit */
  receive: (channel: string, messages: InboundMessage[], cursor?: string) => Promise<void>;
  cursor: (channel: string) => string | undefined;
}

/** Id of a draft of a run: `a` is the answer, `s1` … the steps of a plan. */
export function draftId(runId: string, part: string): string {
  return `${runId}:${part}`;
}

/** Id of the one answer of a run. */
export function replyId(runId: string): string {
  return draftId(runId, 'a');
}
