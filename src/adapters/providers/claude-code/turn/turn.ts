/** One turn: a message in, events out, taken up again when the program stops half-way. */
import type { JsonObject } from '../../../../contracts/json.ts';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { ModelEvent, ModelStop, ModelUsage } from '../../../../contracts/ports/provider.ts';
import type { Origin } from '../../shared/classify.ts';
import type { ClaudeProcess } from '../process/claude-process.ts';
import { endingFailure, failureOf, isOutOfTurns, isUnknownSession, retryOf } from './failures.ts';
import { readLine, type Result } from './lines.ts';
import { Reader } from './reader.ts';

/** What a turn needs. */
export interface Turn {
  process: ClaudeProcess;
  /** content blocks of the person's message */
  content: JsonObject[];
  /** the answer comes in a shape */
  shaped: boolean;
  resumes: number;
  idleTimeoutMs: number;
  origin: Origin;
  program: string;
}

/** The session that was to be taken up is not there; nothing has been said. */
export class UnknownSession extends Error {}

/** A program that starts on a busy machine says nothing for a while. */
const STARTING_MS = 30_000;

const GO_ON = 'Continue where you left off.';

interface Sum {
  usage: ModelUsage;
  cost: number | undefined;
}

const plus = (a: number | null, b: number | null | undefined): number | null =>
  b === null || b === undefined ? a : (a ?? 0) + b;

/** Adds what one go has used. Costs are counted by the program over all its turns, tokens are not. */
function added(sum: Sum, result: Result, process: ClaudeProcess): Sum {
  const { usage, total_cost_usd: total } = result;
  const cost = total === undefined ? undefined : Math.max(0, total - process.spent);
  if (total !== undefined) process.spent = total;
  return {
    usage: {
      input: plus(sum.usage.input, usage?.input_tokens),
      output: plus(sum.usage.output, usage?.output_tokens),
      cacheRead: plus(sum.usage.cacheRead, usage?.cache_read_input_tokens),
      cacheWrite: plus(sum.usage.cacheWrite, usage?.cache_creation_input_tokens),
    },
    cost: cost === undefined ? sum.cost : (sum.cost ?? 0) + cost,
  };
}

function stopOf(result: Result): ModelStop {
  if (isOutOfTurns(result) || result.stop_reason === 'max_tokens') return 'length';
  return result.stop_reason === 'refusal' ? 'refusal' : 'end';
}

/** Waits for the next line, but not longer than the idle time unless a tool is at work. */
async function nextLine({ process, idleTimeoutMs }: Turn, reader: Reader, first: boolean): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    if (reader.busy) return;
    const late = (): void =>
      reject(new OmegaError('provider.stream_idle', `claude-code said nothing for ${idleTimeoutMs / 1000} s.`));
    timer = setTimeout(late, first ? Math.max(idleTimeoutMs, STARTING_MS) : idleTimeoutMs);
  });
  try {
    return await Promise.race([process.line(), idle]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads until the result of one go. */
async function* go(turn: Turn, reader: Reader): AsyncGenerator<ModelEvent, Result> {
  for (let first = true; ; first = false) {
    const written = await nextLine(turn, reader, first);
    if (written === undefined) throw endingFailure(await turn.process.ending(), turn.program);
    const line = readLine(written);
    if (line === undefined) continue;
    if (line.type === 'result') return line;
    const failure = line.type === 'system' && line.subtype === 'api_retry' && retryOf(line, reader.begun, turn.origin);
    if (failure) throw failure;
    yield* reader.read(line);
  }
}

/** Words of an answer that were not streamed: its shape, or what the program itself had to say. */
function rest(turn: Turn, reader: Reader, result: Result): ModelEvent[] {
  if (!turn.shaped) return reader.spoken || !result.result ? [] : [{ type: 'text', text: result.result }];
  if (result.structured_output === undefined)
    throw new OmegaError('provider.stream_truncated', 'The answer of claude-code did not come in its shape.');
  return [{ type: 'text', text: JSON.stringify(result.structured_output) }];
}

const message = (content: JsonObject[]): JsonObject => ({ type: 'user', message: { role: 'user', content } });

/**
 * Runs a turn.
 *
 * @param signal ends the process and all it has started; the reason is thrown
 * @returns      events and one `done`; usage and cost are those of the results alone
 * @throws       OmegaError provider.*, UnknownSession, the signal's reason
 */
export async function* runTurn(turn: Turn, signal: AbortSignal): AsyncGenerator<ModelEvent> {
  const { process } = turn;
  signal.throwIfAborted();
  signal.addEventListener('abort', process.end, { once: true });
  const reader = new Reader(turn.shaped);
  let sum: Sum = { usage: { input: null, output: null, cacheRead: null, cacheWrite: null }, cost: undefined };
  let isDone = false;
  try {
    process.write(message(turn.content));
    for (let resumed = 0; ; resumed++) {
      const result = yield* go(turn, reader);
      sum = added(sum, result, process);
      if (isUnknownSession(result)) throw new UnknownSession();
      const goesOn = isOutOfTurns(result) && resumed < turn.resumes;
      if (goesOn) {
        process.write(message([{ type: 'text', text: GO_ON }]));
        continue;
      }
      if (result.is_error && !isOutOfTurns(result)) throw failureOf(result, turn.origin, Date.now());
      yield* rest(turn, reader, result);
      isDone = true;
      const { usage, cost } = sum;
      const done = { type: 'done', stop: stopOf(result), usage, model: reader.model } as const;
      yield {
        ...done,
        ...(result.uuid === undefined ? {} : { requestId: result.uuid }),
        ...(cost === undefined ? {} : { cost: Math.round(cost * 1_000_000) }),
      };
      return;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', process.end);
    if (!isDone) process.end();
  }
}
