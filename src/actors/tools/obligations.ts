/** What policy demands beside a call: how often it may come, that memory stays as it is, that the owner hears of it. */
import type { Obligation } from '../../contracts/tools/policy.ts';
import type { StoredCall } from '../../contracts/ports/stores/tool-store.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { reachKey } from '../agent/home.ts';
import { tell } from '../agent/tell.ts';
import { wordsFor } from '../agent/words.ts';
import type { CallSubject } from './subject-of-call.ts';

const MINUTE_MS = 60_000;
/** Times a call under the obligation `rate` may come in a minute, where its manifest names no number. */
const USUAL_RATE = 6;

/** Obligations that earlier decisions of a run have left behind. */
export function standing({ runs }: Pick<AgentPorts, 'runs'>, run: string): Set<Obligation> {
  const known = runs.latest(run, 'policy.standing')?.['obligations'];
  return new Set(Array.isArray(known) ? (known as Obligation[]) : []);
}

function isTooOften(ports: AgentPorts, subject: CallSubject, obligations: readonly Obligation[], at: number): boolean {
  const { call, tool } = subject;
  const { rate } = tool.manifest.policy;
  const perMinute = rate?.perMinute ?? (obligations.includes('rate') ? USUAL_RATE : undefined);
  const before = ports.tools
    .callsOf(call.run)
    .filter((c) => c.tool === call.tool && c.id !== call.id && c.state !== 'asked');
  const lately = before.filter((c) => at - c.askedAt < MINUTE_MS).length;
  return (
    (perMinute !== undefined && lately >= perMinute) || (rate?.perRun !== undefined && before.length >= rate.perRun)
  );
}

/** Why a call may not run although no rule forbids it; empty = it may. */
export function hindrance(
  ports: AgentPorts,
  subject: CallSubject,
  obligations: readonly Obligation[],
  at: number,
): string {
  if (isTooOften(ports, subject, obligations, at)) return 'This tool may not be used that often; go on without it.';
  const memory = subject.request.scopes.some((scope) => scope.startsWith('memory:') && scope.endsWith(':write'));
  return memory && standing(ports, subject.call.run).has('no_memory_write')
    ? 'After what was read in this answer nothing may be written into memory.'
    : '';
}

/** A call that has to be shown to its owner before: what it would do is the question. */
export function mustShow(obligations: readonly Obligation[]): boolean {
  return obligations.includes('dry_run_first');
}

/** Tells the owner that a call was made, where policy wants it. */
export function notifyOwner(
  ports: AgentPorts,
  context: Pick<ActivityContext, 'address' | 'at' | 'post'>,
  call: StoredCall,
): void {
  if (!standing(ports, call.run).has('notify_owner')) return;
  const home = reachKey(ports, '');
  if (home === '' || home === call.key) return;
  const words = wordsFor(ports, ports.messages.lastPlace(home)?.person ?? '', context.at);
  tell(ports, context, {
    key: home,
    text: words.text('toolUsing', { tool: call.tool, what: call.key }),
    id: `used:${call.id}`,
  });
}

/** What the model gets to read of a result. */
export function shownResult(ports: AgentPorts, call: StoredCall, text: string): string {
  return standing(ports, call.run).has('redact_result') ? '[done; the result is kept from you by policy]' : text;
}
