/**
 * Claude Code: the program `claude` as a provider. It is an agent of its own behind the port: it keeps a session per
 * conversation, and uses tools of its own.
 *
 * Who enforces what: the program itself refuses every tool that is not in `allowedTools` (`--permission-mode dontAsk`),
 * confines its file tools to the workspace and reads nobody's settings (`--restricted`), and knows no MCP servers but those
 * given here (`--strict-mcp-config`). What an allowed tool may then do to the machine, the sandbox decides that `confine`
 * gives: the whole process runs inside it, and without one such tools are not allowed. Time, silence and the end of everything it has
 * started are ours.
 */
import type { ModelEvent, ModelProvider, ModelRequest } from '../../../contracts/ports/provider.ts';
import { streamed } from '../shared/provider.ts';
import { Conversations, type TurnBase } from './conversations.ts';
import type { ClaudeCodeOptions } from './options.ts';
import { Gate } from './process/gate.ts';
import { probe } from './probe.ts';
import { keyOf, start } from './starting.ts';
import { originOf } from './turn/failures.ts';
import { runTurn } from './turn/turn.ts';
import { contentOf } from './turn/words.ts';

export type { ClaudeCodeOptions, ConfinedStart, Confinement } from './options.ts';

/** The provider, which holds processes that have to be ended. */
export interface ClaudeCode extends ModelProvider {
  /** Ends all processes that wait for a next message; calls that run are ended by their signals. */
  close(): void;
}

const AT_ONCE = 4;
const name = 'claude-code';

/** A small question: a process of its own that knows and keeps nothing. */
async function* question(
  options: ClaudeCodeOptions,
  base: TurnBase,
  { request, signal }: { request: ModelRequest; signal: AbortSignal },
): AsyncGenerator<ModelEvent> {
  const process = await start(options, request);
  const { messages, resume } = request;
  const content = contentOf({ messages, resume });
  try {
    yield* runTurn({ ...base, process, content, shaped: request.schema !== undefined }, signal);
  } finally {
    process.end();
  }
}

/**
 * Makes the provider. Nothing is started before the first call.
 *
 * @returns the port; errors are OmegaError provider.*, never with a key in them
 */
export function createClaudeCode(options: ClaudeCodeOptions): ClaudeCode {
  const { program, resumes, idleTimeoutMs, deadlineMs } = options;
  const origin = originOf(keyOf(options));
  const base: TurnBase = { resumes, idleTimeoutMs, origin, program };
  const conversations = new Conversations(options, base);
  const places = new Gate(options.atOnce ?? AT_ONCE);
  // Silence is watched where it is known whether a tool is at work; here only the deadline counts.
  const bounds = { name, deadlineMs, idleTimeoutMs: deadlineMs * 2 };
  return {
    name,
    abilities: { tools: false, images: true, schema: true, agent: true },
    defaultModel: options.model,
    async *stream(request, signal) {
      const { conversation } = request;
      const leaveTurn = conversation === undefined ? undefined : await conversations.enter(conversation, signal);
      try {
        const leave = await places.enter(signal);
        try {
          const open = (inner: AbortSignal): Promise<AsyncIterable<ModelEvent>> =>
            Promise.resolve(
              conversation === undefined
                ? question(options, base, { request, signal: inner })
                : conversations.turn(conversation, request, inner),
            );
          yield* streamed(open, origin, bounds, signal);
        } finally {
          leave();
        }
      } finally {
        leaveTurn?.();
      }
    },
    probe: (signal) => probe(options, signal),
    close: () => conversations.close(),
  };
}
