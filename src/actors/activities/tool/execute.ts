/** Activities executeInside, executePure, executeIdempotent, executeOnce: carry a call out, through the gate. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import type { RanCall } from '../../../contracts/ports/stores/tool-store.ts';
import type { ToolStep } from '../../../machines/tools/tool-call.machine.ts';
import { activity, type ActivityContext, type AnyActivity, type Semantics } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { answerContext } from '../../agent/inner.ts';
import { wordsFor } from '../../agent/words.ts';
import { logEvent } from '../../log-event.ts';
import { checkPermit, type Gate } from '../../tools/gate.ts';
import { insideTool } from '../../tools/inside/index.ts';
import type { InsideResult } from '../../tools/inside/tool.ts';
import { MOST_INLINE, PREVIEW } from '../../tools/outcome.ts';
import { subjectOfCall, type CallSubject } from '../../tools/subject-of-call.ts';
import { progressEvent } from '../turn/drafts.ts';

const encoder = new TextEncoder();

function needed(ports: AgentPorts, callId: string): CallSubject {
  const subject = subjectOfCall(ports, callId);
  if (subject === undefined) throw new OmegaError('tool.unknown', 'The tool is not there any more.');
  return subject;
}

/** Uses a tool of ours. */
function useInside(ports: AgentPorts, context: ActivityContext, subject: CallSubject): InsideResult {
  const { call, asker, request } = subject;
  const tool = insideTool(request.tool);
  if (tool === undefined) throw new OmegaError('tool.unknown', `There is no tool ${request.tool}.`);
  checkPermit(ports, subject);
  const words = wordsFor(ports, asker.person, context.at);
  const where = answerContext(call.key);
  return tool.run({ ports, context, runId: call.run, conversation: call.key, where, asker, words }, request.args);
}

function ranInside(ports: AgentPorts, callId: string, { output, text, line = '' }: InsideResult): void {
  ports.tools.ran(callId, { result: text, output, images: [], artifact: '', line, foreign: false });
}

/** For tools that touch only what Omega itself stores: exactly once, in the commit. */
export const executeInside = (ports: AgentPorts) =>
  activity<ToolStep, null>({
    name: 'executeInside',
    semantics: 'transactional',
    run({ callId }, context) {
      ranInside(ports, callId, useInside(ports, context, needed(ports, callId)));
      return null;
    },
  });

/** A long result lies in an artifact; the call keeps its beginning. The file is there before the commit that refers to it. */
function kept(ports: AgentPorts, subject: CallSubject, { output, text, images = [], foreign = false }: ToolOutput) {
  const whole = text ?? JSON.stringify(output);
  const bytes = encoder.encode(whole);
  const isLong = bytes.length > MOST_INLINE;
  const artifact = isLong ? ports.artifacts.put(bytes, 'text/plain; charset=utf-8') : undefined;
  const result = isLong ? whole.slice(0, PREVIEW).toWellFormed() : whole;
  const ran: RanCall = { result, output, images, artifact: artifact?.sha256 ?? '', line: '', foreign };
  const ref = { run: subject.call.run, role: 'tool_result', name: subject.call.id };
  return { ran, store: (at: number) => artifact && ports.artifacts.refer(artifact, { ...ref, at }) };
}

async function useOutside(ports: AgentPorts, gate: Gate, input: ToolStep, context: ActivityContext): Promise<null> {
  const subject = needed(ports, input.callId);
  if (subject.request.executor === 'inproc_safe') {
    const result = useInside(ports, context, subject);
    context.settle(() => ranInside(ports, input.callId, result));
    return null;
  }
  const place = { runId: input.runId, part: subject.call.part };
  const output = await gate.run(subject, {
    attempt: context.attempt,
    recovered: context.recovered,
    signal: context.signal,
    progress: (words) =>
      void context
        .commit(() => ports.runs.append(progressEvent(place, `\n${words}`, context.address, ports.clock.now())))
        .catch(() => undefined),
  });
  const { ran, store } = kept(ports, subject, output);
  context.settle(() => {
    const at = ports.clock.now();
    store(at);
    ports.tools.ran(input.callId, ran);
    for (const attempt of output.egress ?? [])
      logEvent(ports, { address: context.address, at }, input.runId, { type: 'egress.attempt', ...attempt });
  });
  return null;
}

const outside =
  (name: string, semantics: Semantics, attempts: number) =>
  (ports: AgentPorts, gate: Gate): AnyActivity =>
    activity<ToolStep, null>({
      name,
      semantics,
      attempts,
      pool: 'tool',
      run: (input, context) => useOutside(ports, gate, input, context),
    });

/** For tools that change nothing. */
export const executePure = outside('executePure', 'pure', 2);
/** For tools that may be repeated with the same key. */
export const executeIdempotent = outside('executeIdempotent', 'idempotent', 2);
/** For all others: when it is not known whether it happened, the owner is asked. */
export const executeOnce = outside('executeOnce', 'once', 1);
