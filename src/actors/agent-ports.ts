/** What activities and commands reach of the world: stores, providers, channels, settings. Wired in app.ts. */
import type { ConversationMode, InboundMessage } from '../contracts/message.ts';
import type { ChannelAdapter } from '../contracts/ports/channel.ts';
import type { Clock } from '../contracts/ports/clock.ts';
import type { Json } from '../contracts/json.ts';
import type { ActorStatus } from '../contracts/ports/host-store.ts';
import type { Log } from '../contracts/ports/log.ts';
import type { MessageStore } from '../contracts/ports/message-store.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { ModelProvider } from '../contracts/ports/provider.ts';
import type { RunStore } from '../contracts/ports/run-store.ts';
import type { DaemonStatus } from '../contracts/ports/views.ts';

/** Numbers and names from the configuration. */
export interface AgentSettings {
  /** instructions every model call begins with */
  system: string;
  /** providers in the order they are tried */
  chain: string[];
  /** attempts per provider in one turn */
  attempts: number;
  /** longest answer of a provider, tokens */
  maxTokens: (provider: string) => number;
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
  providers: ReadonlyMap<string, ModelProvider>;
  channels: ReadonlyMap<string, ChannelAdapter>;
  settings: AgentSettings;
  clock: Clock;
  notices: Notices;
  log: Log;
  /** state of an actor as last committed; undefined when it was never born */
  peek: (address: string) => { status: ActorStatus; value: Json; context: { [key: string]: Json } } | undefined;
  status: () => DaemonStatus;
  /** takes messages of a channel in; resolves after the commit */
  receive: (channel: string, messages: InboundMessage[], cursor?: string) => Promise<void>;
  cursor: (channel: string) => string | undefined;
}

/** Id of the one answer of a run. */
export function replyId(runId: string): string {
  return `${runId}:a`;
}
