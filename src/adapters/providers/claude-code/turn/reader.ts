/** Reads the lines of one turn: pieces of text, tools of the program's own, and how it ended. */
import type { JsonObject } from '../../../../contracts/json.ts';
import type { ModelEvent } from '../../../../contracts/ports/provider.ts';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { Block, Line } from './lines.ts';

/** Tool by which the program itself gives an answer its shape; nobody has to see it. */
const SHAPER = 'StructuredOutput';

/** @returns a text block's text, or all of a list's, as one */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
        ? part.text
        : '[picture]',
    )
    .join('\n');
}

/** The reader of one turn; it may go over several goes of the program. */
export class Reader {
  /** model that answered last */
  model = '';
  /** the service has begun to answer the request that is under way */
  begun = false;
  /** anything was said at all */
  spoken = false;
  readonly #tools = new Map<string, string>();
  readonly #mute: boolean;
  /** what has been passed on of the block that is under way */
  #block = '';
  /** the next piece begins a new message and is set apart from the one before */
  #apart = false;

  /** @param mute text is not passed on, because the answer comes in a shape at the end */
  constructor(mute: boolean) {
    this.#mute = mute;
  }

  /** Whether a tool of the program's own is at work, so that silence means nothing. */
  get busy(): boolean {
    return this.#tools.size > 0;
  }

  /**
   * Takes a line.
   *
   * @returns what it means for the caller
   * @throws  OmegaError provider.stream_truncated when the program said something else than it streamed
   */
  read(line: Line): ModelEvent[] {
    if (line.type === 'result') return [];
    if (line.type === 'system') {
      if (line.subtype === 'init') this.model ||= line.model;
      return [];
    }
    // What its helpers say among themselves is no part of the answer.
    if (line.parent_tool_use_id) return [];
    if (line.type === 'stream_event') return this.#delta(line.event.type, line.event.delta);
    const blocks = typeof line.message.content === 'string' ? [] : line.message.content;
    if (line.type === 'user') return blocks.flatMap((block) => this.#result(block));
    if (line.message.model === '<synthetic>' || line.error != null) return [];
    if (line.message.model !== '') this.model = line.message.model;
    return blocks.flatMap((block) => this.#said(block));
  }

  #delta(
    type: string,
    delta: { type: string; text?: string | undefined; thinking?: string | undefined } | undefined,
  ): ModelEvent[] {
    if (type === 'message_start') {
      this.begun = true;
      this.#block = '';
      this.#apart = this.spoken;
    }
    if (type === 'message_stop') this.begun = false;
    if (type !== 'content_block_delta' || delta === undefined) return [];
    if (delta.type === 'thinking_delta' && delta.thinking) return [{ type: 'reasoning', text: delta.thinking }];
    if (delta.type !== 'text_delta' || !delta.text) return [];
    this.#block += delta.text;
    return this.#speak(delta.text);
  }

  #speak(text: string): ModelEvent[] {
    if (this.#mute || text === '') return [];
    const lead = this.#apart ? '\n\n' : '';
    this.#apart = false;
    this.spoken = true;
    return [{ type: 'text', text: lead + text }];
  }

  #said(block: Block): ModelEvent[] {
    if (block.type === 'text') {
      const whole = block.text ?? '';
      const before = this.#block;
      this.#block = '';
      if (!whole.startsWith(before))
        throw new OmegaError('provider.stream_truncated', 'The answer of claude-code broke off and began anew.');
      return this.#speak(whole.slice(before.length));
    }
    if (block.type !== 'tool_use' || block.id === undefined || block.name === undefined) return [];
    this.#tools.set(block.id, block.name);
    if (block.name === SHAPER) return [];
    const isObject = typeof block.input === 'object' && block.input !== null && !Array.isArray(block.input);
    return [{ type: 'own_call', id: block.id, name: block.name, args: isObject ? (block.input as JsonObject) : {} }];
  }

  #result(block: Block): ModelEvent[] {
    const id = block.tool_use_id;
    const name = id === undefined ? undefined : this.#tools.get(id);
    if (block.type !== 'tool_result' || id === undefined || name === undefined) return [];
    this.#tools.delete(id);
    if (name === SHAPER) return [];
    return [{ type: 'own_result', id, name, text: textOf(block.content), isError: block.is_error === true }];
  }
}
