/** Port of a chat channel. Contract suite: test/contract/channel.contract.ts. */
import type { InboundMessage } from '../message.ts';

/**
 * How sure a send is.
 * stored: the channel reads answers from our store (web, API, terminal), nothing is sent.
 * idempotent: the network collapses equal keys.
 * editable: a placeholder is sent first and then edited, so content never doubles.
 * blind: no key, no edit; an uncertain send may double once.
 */
export type DeliveryKind = 'stored' | 'idempotent' | 'editable' | 'blind';

/** What a channel can do. */
export interface ChannelCapabilities {
  delivery: DeliveryKind;
  /** longest text of one message, UTF-16 units */
  textLimit: number;
  /** least time between two edits of one message, ms */
  editIntervalMs: number;
  typing: boolean;
  /** can mark a message as seen and queued, repeatable without harm */
  acknowledge: boolean;
  /** how text is marked up there, where it is not Markdown */
  markup?: 'whatsapp';
}

/** A button under a message: pressing it is writing its message. */
export interface Button {
  text: string;
  /** at most 60 bytes */
  message: string;
}

/** A text with rows of buttons under it. */
export interface ButtonedText {
  text: string;
  buttons: readonly (readonly Button[])[];
}

/** What a channel gives to the host. */
export interface ChannelSink {
  /** Reports that messages are being received. `account` names the connected account. */
  online(account: string): void;
  /** @returns the position committed last, or undefined on the first start */
  cursor(): string | undefined;
  /**
   * Stores messages and the channel's new position in one transaction.
   * Resolves after the commit: only then may the channel confirm to its network.
   */
  receive(messages: InboundMessage[], cursor?: string): Promise<void>;
}

/** A connected chat network. */
export interface ChannelAdapter {
  readonly name: string;
  readonly capabilities: ChannelCapabilities;
  /**
   * Receives until the signal is aborted (then resolves) or the connection ends.
   * @throws OmegaError `channel.*`: unreachable and rate_limited are retried by the machine; token_invalid and conflict stop it
   */
  listen(sink: ChannelSink, signal: AbortSignal): Promise<void>;
  /**
   * Sends one message.
   * @param key idempotency key, the same on every attempt
   * @returns   the network's id of the message, for {@link edit}
   * @throws    OmegaError `channel.*`, `sent` says whether it may have arrived
   */
  send(chat: string, text: string, key: string, signal: AbortSignal): Promise<{ ref: string }>;
  /**
   * Replaces the text of a sent message; an unchanged text is a success.
   * @param words with buttons where there are any; a channel without buttons shows the text alone, which says what to write
   */
  edit(chat: string, ref: string, words: string | ButtonedText, signal: AbortSignal): Promise<void>;
  /** Shows that an answer is being written. Failures are ignored. */
  typing(chat: string, signal: AbortSignal): Promise<void>;
  /**
   * Deletes a message of a person from the chat; one that is gone is a success.
   * @throws OmegaError `channel.*` where the chat does not allow it
   */
  remove?(chat: string, ref: string, signal: AbortSignal): Promise<void>;
  /** Marks a message as seen and waiting. */
  acknowledge(chat: string, ref: string, signal: AbortSignal): Promise<void>;
}
