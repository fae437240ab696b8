/** Activity checkCall: finds the tool, checks the arguments against its schema and the bounds of the turn. */
import type { Checked, ToolStep } from '../../../machines/tools/tool-call.machine.ts';
import type { StoredCall } from '../../../contracts/ports/stores/tool-store.ts';
import { boundWords, brokenBound, type Bound } from '../../../domain/tools/bounds.ts';
import { schemaProblems } from '../../../domain/tools/schema.ts';
import { activity, type ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { askerOf } from '../../agent/asker.ts';
import { wordsIn } from '../../agent/words.ts';
import { logEvent } from '../../log-event.ts';
import { insideTool } from '../../tools/inside/index.ts';
import { callEvent, fail } from '../../tools/outcome.ts';
import { callHash, placeOf } from '../../tools/subject-of-call.ts';
import { pinOf, type OfferedTool } from '../../tools/toolbox.ts';
import { deltaEvent, progressEvent, resetEvent } from '../turn/drafts.ts';

const SHOWN_ARGS = 120;

/** How the call is carried out, by what its manifest promises. */
function laneOf({ manifest }: OfferedTool): Extract<Checked, { ok: true }>['lane'] {
  if (manifest.executor.kind === 'inproc_safe')
    return insideTool(manifest.id)?.files === true ? 'idempotent' : 'inside';
  return manifest.replay?.repeat ?? 'once';
}

/** How long a run has waited for people: that time is not the tools'. */
function waitedMs(ports: AgentPorts, run: string): number {
  return ports.tools.approvals.ofRun(run).reduce((sum, a) => sum + ((a.answeredAt ?? a.createdAt) - a.createdAt), 0);
}

function boundOf(
  ports: AgentPorts,
  { call, hash, at }: { call: StoredCall; hash: string; at: number },
): Bound | undefined {
  const { settled, same } = ports.tools.countsOf(call.run, { id: call.id, hash });
  const spent = ports.ledger.spent({ run: call.run });
  const begun = ports.runs.run(call.run)?.created_at ?? at;
  return brokenBound(
    {
      calls: settled + 1,
      ms: at - begun - waitedMs(ports, call.run),
      tokens: spent.tokens,
      cost: spent.cost,
      same: same + 1,
    },
    ports.settings.tools.bounds,
  );
}

/** Names of the tools there are, for a model that made one up. */
function unknown(ports: AgentPorts, { run, key, call }: StoredCall): string {
  const names = ports.toolbox.offered(placeOf(ports, run, key)).map((tool) => tool.name);
  return `There is no tool "${call.name}". There are: ${names.join(', ')}.`;
}

/** What the tools of a run are, written down at the first call of it. */
function recordPins(ports: AgentPorts, context: ActivityContext, { run, key }: StoredCall): void {
  if (ports.runs.latest(run, 'pins.recorded') !== undefined) return;
  const tools = ports.toolbox.offered(placeOf(ports, run, key)).map(({ name, manifest }) => [name, pinOf(manifest)]);
  const { project } = askerOf(ports, key, run);
  logEvent(ports, context, run, {
    type: 'pins.recorded',
    tools: Object.fromEntries(tools) as Record<string, string>,
    policy: ports.policy.hash(project),
  });
}

/** Whether a tool is still what it was at the first call of the run. */
function isPinned(ports: AgentPorts, run: string, { name, manifest }: OfferedTool): boolean {
  const pins = ports.runs.latest(run, 'pins.recorded')?.['tools'] as Record<string, string> | undefined;
  return pins?.[name] === undefined || pins[name] === pinOf(manifest);
}

interface Found {
  tool?: OfferedTool;
  hash: string;
  problem: string;
}

function find(ports: AgentPorts, call: StoredCall): Found {
  const tool = ports.toolbox.named(call.call.name, placeOf(ports, call.run, call.key));
  const hash = callHash(tool?.manifest.id ?? call.call.name, call.call.args ?? { raw: call.call.raw });
  if (tool === undefined) return { hash, problem: unknown(ports, call) };
  if (call.call.args === null)
    return { tool, hash, problem: `The arguments are no JSON object: ${call.call.raw.slice(0, 500)}` };
  if (!isPinned(ports, call.run, tool))
    return { tool, hash, problem: `The tool "${tool.name}" has changed since this answer began; it is not used.` };
  const problems = schemaProblems(tool.manifest.inputSchema, call.call.args);
  return { tool, hash, problem: problems.length === 0 ? '' : `The arguments do not fit: ${problems.join('; ')}` };
}

/** One line that says what is being done, in the message that the answer will be. */
function show(ports: AgentPorts, context: ActivityContext, call: StoredCall, tool: OfferedTool): void {
  const args = Object.values(call.call.args ?? {}).find((value) => typeof value === 'string') ?? '';
  const words = wordsIn(ports, call.key, context.at);
  const what = String(args).replaceAll(/\s+/g, ' ').slice(0, SHOWN_ARGS).toWellFormed();
  const place = { runId: call.run, part: call.part };
  ports.runs.append(resetEvent(place, context.address, context.at));
  const line = words.text('toolUsing', { tool: tool.name, what });
  ports.runs.append(progressEvent(place, line, context.address, context.at));
}

/** A call that came far too often ends the answer, with a plain word to the person. */
function endAnswer(ports: AgentPorts, context: ActivityContext, call: StoredCall): void {
  const words = wordsIn(ports, call.key, context.at);
  const place = { runId: call.run, part: call.part };
  ports.runs.append(resetEvent(place, context.address, context.at));
  const text = words.text('toolLoop', { tool: call.call.name });
  ports.runs.append(deltaEvent(place, text, context.address, context.at));
}

/** Builds the activity. */
export const checkCall = (ports: AgentPorts) =>
  activity<ToolStep, Checked>({
    name: 'checkCall',
    semantics: 'transactional',
    run({ callId }, context) {
      const call = ports.tools.call(callId);
      if (call === undefined || call.state !== 'asked') return { ok: false, ends: false };
      recordPins(ports, context, call);
      const { tool, hash, problem } = find(ports, call);
      const { id = '', version = '' } = tool?.manifest ?? {};
      ports.tools.identify(callId, { tool: id, version, hash });
      const known = { ...call, tool: id, version, hash };
      ports.runs.append(callEvent(call, { id, version, hash }, context));
      const bound = boundOf(ports, { call, hash, at: context.at });
      if (bound !== undefined) {
        fail(ports, context, known, { error: 'limit', message: boundWords(bound) });
        if (bound === 'loop') endAnswer(ports, context, call);
        return { ok: false, ends: bound === 'loop' };
      }
      if (problem !== '' || tool === undefined) {
        fail(ports, context, known, { error: 'validation', message: problem });
        return { ok: false, ends: false };
      }
      show(ports, context, call, tool);
      return { ok: true, lane: laneOf(tool) };
    },
  });
