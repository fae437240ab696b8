/** What tools there are for a call of a model, and what earlier rounds of it have brought. */
import type { ModelMessage, ModelProvider, ToolSpec } from '../../../contracts/ports/provider.ts';
import { inWords, transcript, type RoundCall } from '../../../domain/tools/transcript.ts';
import type { StoredCall } from '../../../contracts/ports/stores/tool-store.ts';
import type { CallSubject } from '../../../machines/turn/call.machine.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { openSession } from '../../thinking/sessions.ts';
import { shownResult } from '../../tools/obligations.ts';
import { placeOf } from '../../tools/subject-of-call.ts';
import { specOf } from '../../tools/toolbox.ts';

/** Whether a run may still use tools. */
function hasLeft(ports: AgentPorts, runId: string): boolean {
  const { bounds } = ports.settings.tools;
  return ports.tools.countsOf(runId, { id: '', hash: '' }).asked < bounds.calls;
}

/** The tools a model is told of: none in a session of questions, none when the bounds of the run are reached. */
export function toolsFor(ports: AgentPorts, { runId, conversation }: CallSubject, provider: ModelProvider): ToolSpec[] {
  if (!ports.settings.tools.enabled || !provider.abilities.tools || !hasLeft(ports, runId)) return [];
  if (openSession(ports, conversation)?.state === 'asking') return [];
  return ports.toolbox.offered(placeOf(ports, runId, conversation)).map(specOf);
}

const decoder = new TextDecoder();

/** The whole result, also where it lies in an artifact; a damaged one is not read. */
function resultOf(ports: AgentPorts, call: StoredCall): string | null {
  if (call.state !== 'done' && call.state !== 'error') return null;
  if (call.artifact === '') return call.result;
  try {
    const content = ports.artifacts.get(call.artifact);
    return content === undefined ? `${call.result}\n(the rest is gone)` : decoder.decode(content);
  } catch {
    return `${call.result}\n(the rest was damaged on the disk and is not used)`;
  }
}

function shownOf(ports: AgentPorts, call: StoredCall): string | null {
  const result = resultOf(ports, call);
  return result === null || call.state === 'error' ? result : shownResult(ports, call, result);
}

/**
 * The messages of a prompt with the rounds so far behind them.
 *
 * @param native false where no tools are offered and the service would refuse calls of them: then in plain words
 */
export function withRounds(
  ports: AgentPorts,
  { runId, part }: CallSubject,
  { messages, native }: { messages: readonly ModelMessage[]; native: boolean },
): ModelMessage[] {
  const rounds = ports.tools.rounds(runId, part);
  const read = rounds.map(({ text, calls }) => ({
    text,
    calls: calls.map((call): RoundCall => ({
      call: call.call,
      result: shownOf(ports, call),
      isError: call.state === 'error',
      foreign: call.foreign,
      images: call.images,
    })),
  }));
  const behind = transcript(read, ports.settings.tools.transcriptTokens);
  return [...messages, ...(native ? behind : inWords(behind))];
}
