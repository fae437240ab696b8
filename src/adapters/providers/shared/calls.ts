/** Tool calls as services send them: in pieces, with or without an id, with arguments that may be no JSON. */
import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../../contracts/json.ts';
import type { ModelToolCall } from '../../../contracts/ports/provider.ts';

/** Arguments as a model wrote them. @returns null for what is no JSON object; nothing at all means none */
export function argsOf(raw: string): JsonObject | null {
  if (raw.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** An id for a call whose service names none: unique in the whole conversation, allowed by every service. */
export function newCallId(): string {
  return `call_${randomBytes(12).toString('base64url').replaceAll('-', '_')}`;
}

/** What is known of a call from one piece of a stream. */
export interface CallPiece {
  id?: string | undefined;
  name?: string | undefined;
  /** more of the arguments */
  text?: string | undefined;
}

/** Puts calls together whose pieces come one after the other, or mixed, told apart by their place in the answer. */
export class CallPieces {
  readonly #calls: { at: number; id: string; name: string; raw: string }[] = [];

  /**
   * @param at    place of the call in the answer. Some services give every call the same place: a new id is a new call then
   * @param piece its id and name come once, its arguments bit by bit
   */
  add(at: number, { id = '', name = '', text = '' }: CallPiece): void {
    const known = this.#calls.findLast((call) => call.at === at);
    if (known === undefined || (id !== '' && known.id !== '' && known.id !== id))
      this.#calls.push({ at, id, name, raw: text });
    else {
      known.id ||= id;
      known.name ||= name;
      known.raw += text;
    }
  }

  /** @returns the calls in the order they began, each with an id of its own; those without a name are no calls */
  whole(): ModelToolCall[] {
    const taken = new Set<string>();
    return this.#calls
      .filter(({ name }) => name !== '')
      .map(({ id, name, raw }) => {
        const own = id === '' || taken.has(id) ? newCallId() : id;
        taken.add(own);
        return { id: own, name, args: argsOf(raw), raw };
      });
  }
}
