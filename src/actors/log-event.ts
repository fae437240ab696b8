/** Writes one thing that Omega did into the run it belongs to. */
import type { Json } from '../contracts/json.ts';
import type { ActivityContext } from './activity.ts';
import type { AgentPorts } from './agent-ports.ts';

/**
 * Appends a system event; inside a transaction.
 *
 * @param payload its `type` is namespaced, e.g. `route.chosen`
 */
export function logEvent(
  { runs }: Pick<AgentPorts, 'runs'>,
  context: Pick<ActivityContext, 'address' | 'at'>,
  runId: string,
  payload: { type: string; [key: string]: Json },
): void {
  runs.append({ runId, kind: 'system_event', payload, actor: context.address, origin: 'system', at: context.at });
}
