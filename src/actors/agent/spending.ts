/** Whether another call of a model is within the caps, by what the ledger has for today. */
import { capReached, type Cap, type CapScope, type Reached } from '../../domain/spending/caps.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** A call that is about to be made. */
export interface PlannedCall {
  /** conversation key */
  key: string;
  provider: string;
  at: number;
}

/** Setting of the owner that holds how often today's caps were lifted. */
const ALLOWANCE = 'spending.allowance';

/** How many times the owner has lifted the caps today. */
export function allowanceOf(ports: Pick<AgentPorts, 'chosen'>, day: string): number {
  const [on = '', count = '0'] = (ports.chosen.get('owner', ALLOWANCE) ?? '').split('|');
  return on === day ? Number(count) : 0;
}

/** Lifts the caps once more for today; inside a transaction. */
export function allowMore(ports: Pick<AgentPorts, 'chosen' | 'settings'>, at: number): void {
  const day = ports.settings.dayOf(at);
  ports.chosen.set('owner', ALLOWANCE, `${day}|${allowanceOf(ports, day) + 1}`, at);
}

/** @returns the first cap that leaves no room, or undefined */
export function reachedCap(
  ports: Pick<AgentPorts, 'ledger' | 'chosen' | 'settings'>,
  { key, provider, at }: PlannedCall,
): Reached | undefined {
  const { caps, dayOf } = ports.settings;
  const day = dayOf(at);
  const inner = key.startsWith('task:') ? 'task' : key.startsWith('heartbeat:') ? 'heartbeat' : 'chat';
  const looks: { scope: CapScope; cap: Cap; filter: { key?: string; provider?: string } }[] = [
    { scope: 'day', cap: caps.day, filter: {} },
    { scope: inner, cap: caps[inner], filter: { key } },
    { scope: 'provider', cap: caps.provider, filter: { provider } },
  ];
  const limited = looks.filter(({ cap }) => cap.tokens > 0 || cap.cost > 0);
  if (limited.length === 0) return undefined;
  return capReached(
    limited.map(({ scope, cap, filter }) => ({ scope, cap, spent: ports.ledger.spent({ day, ...filter }) })),
    allowanceOf(ports, day),
  );
}
