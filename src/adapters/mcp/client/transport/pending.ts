/** Which requests wait for an answer, so that one whose answer cannot be taken gets one that says so. */
import type { JSONRPCMessage } from '@modelcontextprotocol/client';
import { CUT_OFF } from '../bounds.ts';

/** Requests under way on one connection. */
export class Pending {
  readonly #ids = new Set<number | string>();
  readonly #deliver: (message: JSONRPCMessage) => void;

  constructor(deliver: (message: JSONRPCMessage) => void) {
    this.#deliver = deliver;
  }

  /** A message leaves. */
  sent(message: JSONRPCMessage): void {
    if (!('method' in message)) return;
    if ('id' in message && message.id !== undefined) this.#ids.add(message.id);
    const given = message.method === 'notifications/cancelled' ? message.params?.['requestId'] : undefined;
    if (typeof given === 'number' || typeof given === 'string') this.#ids.delete(given);
  }

  /** A message arrives. */
  seen(message: JSONRPCMessage): void {
    if (!('method' in message) && 'id' in message && message.id !== undefined) this.#ids.delete(message.id);
  }

  /** Whether a request still waits. */
  has(id: number | string): boolean {
    return this.#ids.has(id);
  }

  /** Answers a request with a failure; all that wait when it is not known which one. */
  refuse(id: number | string | undefined, message: string): void {
    const ids = id !== undefined && this.#ids.has(id) ? [id] : id === undefined ? [...this.#ids] : [];
    for (const one of ids) {
      this.#ids.delete(one);
      this.#deliver({ jsonrpc: '2.0', id: one, error: { code: CUT_OFF, message } });
    }
  }
}
