/** Port of the conversations and their messages. */
import type { Exchange, MessageView } from '../views.ts';

/** A message as it is stored when it comes in. */
export interface NewInbound {
  id: string;
  key: string;
  channel: string;
  chat: string;
  /** whose conversation it is: `owner` on the owner's own surfaces, else `channel:sender` */
  person: string;
  sender: string;
  senderName: string;
  text: string;
  kind: 'text' | 'command';
  ref: string;
  dedupe: string;
  at: number;
}

/** A user message that no run has taken yet. */
export interface WaitingMessage {
  id: string;
  position: number;
  kind: 'text' | 'command';
}

/** A message of a run's batch. */
export interface BatchMessage extends WaitingMessage {
  text: string;
  sender: string;
  senderName: string;
  ref: string;
}

/** An answer, notice or note to store. */
export interface NewReply {
  id: string;
  key: string;
  role: 'assistant' | 'notice' | 'note';
  kind: 'text' | 'command';
  text: string;
  run: string | null;
  model: string | null;
  usage: { input: number | null; output: number | null } | null;
  at: number;
  /** said of Omega's own accord: it answers no message and takes a turn of its own, so that models read it later */
  unasked?: boolean;
}

/** A message as the model will read it. */
export interface HistoryMessage {
  id: string;
  role: 'user' | 'assistant';
  text: string;
}

/** Where a conversation takes place. */
export interface ConversationPlace {
  id: number;
  key: string;
  channel: string;
  chat: string;
  person: string;
}

/** Conversations and messages. Writes run inside the host's transaction. */
export interface MessageStore {
  /** Stores a message under the next position of its key. A repeat returns the first one. */
  addInbound(message: NewInbound): { id: string; position: number; repeated: boolean };
  /** The open conversation of a key. */
  place(key: string): ConversationPlace | undefined;
  /** The open conversation of a key, else the one that was closed last. */
  lastPlace(key: string): ConversationPlace | undefined;
  /** Oldest first. */
  waiting(key: string, limit: number): WaitingMessage[];
  /** Commands that wait, with their words, oldest first. */
  waitingCommands(key: string, limit: number): { position: number; text: string }[];
  waitingCount(key: string): number;
  isWaiting(key: string, position: number): boolean;
  /** The channel's own id of a message, empty where there is none. */
  refOf(id: string): string;
  /** @returns whether a message with this id is stored */
  has(id: string): boolean;
  /** Gives the waiting messages from one position to another to a run. */
  take(key: string, from: number, to: number, run: string): void;
  /** The user messages of a run, oldest first. */
  batch(run: string): BatchMessage[];
  /** Stores the sanitised form that models read instead of the text as written. */
  setClean(id: string, text: string): void;
  addReply(reply: NewReply): void;
  reply(run: string): MessageView | undefined;
  /** Newest `limit` messages of the open conversation that runs have taken, oldest first; commands left out. */
  history(key: string, limit: number): HistoryMessage[];
  /** When the newest message of the open conversation came, ms since 1970 UTC. */
  lastAt(key: string): number | undefined;
  /** What the person wrote after a position and runs have taken, oldest first; commands left out. */
  said(key: string, after: number, limit: number): { id: string; position: number; run: string | null; text: string }[];
  /** Closes the open conversation; the next message opens a new one. @returns how many messages it had */
  close(key: string, at: number): number;
  /** Full text search in one person's messages and notes, best first. `words` is free text, never a query language. */
  search(person: string, words: string, limit: number): { text: string; at: number; role: string }[];
  list(key: string, page: { before?: number; after?: number; limit: number }): MessageView[];
  /** Keys of the conversations that people wrote in lately, newest first. */
  recentKeys(): string[];
  /** How many conversations and messages a person has. */
  counts(person: string): { conversations: number; messages: number };
  conversations(): { key: string; lastAt: number; messages: number }[];
  exchange(messageId: string): Exchange | undefined;
}

/** Web sessions by the hash of their cookie. */
export interface SessionStore {
  has(hash: string): boolean;
  add(hash: string, at: number): void;
}
