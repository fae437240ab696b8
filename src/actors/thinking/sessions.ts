/** Conversations with an aim: what state one is in, and what a message means in it. */
import type { RunStore } from '../../contracts/ports/stores/run-store.ts';
import type { SessionKind } from '../../machines/chat/session.machine.ts';
import type { ActivityContext } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';

/** What a session is about, and how far it is. */
export interface Aim {
  kind: SessionKind;
  request: string;
  /** rounds that were asked */
  round: number;
}

/** A session that is under way. */
export interface OpenSession extends Aim {
  state: 'proposed' | 'asking';
}

/** The session of a conversation, if one is under way. */
export function openSession({ peek }: Pick<AgentPorts, 'peek'>, key: string): OpenSession | undefined {
  const actor = peek(`session:${key}`);
  if (actor?.status !== 'active' || (actor.value !== 'proposed' && actor.value !== 'asking')) return undefined;
  const { kind, request, round } = actor.context as unknown as Omit<OpenSession, 'state'>;
  return { state: actor.value, kind, request, round };
}

/** @returns whether the answer of a run belongs to a session, which reads it before the person does */
export function isSessionAnswer(runs: Pick<RunStore, 'latest'>, runId: string): boolean {
  return typeof runs.latest(runId, 'route.chosen')?.['session'] === 'string';
}

/** Something that happens to a session. */
export type SessionChange =
  | { type: 'session.proposed'; request: string }
  | { type: 'session.begun'; kind: SessionKind; request: string }
  | { type: 'session.asked' }
  | { type: 'session.ended' };

/** Longest request that is kept. UTF-16 units. */
const MOST_REQUEST = 4000;

/** Tells a session what happened; inside a transaction. */
export function changeSession(
  context: Pick<ActivityContext, 'post' | 'newId'>,
  key: string,
  change: SessionChange,
): void {
  const event =
    'request' in change ? { ...change, request: change.request.slice(0, MOST_REQUEST).toWellFormed() } : change;
  context.post(`session:${key}`, event, `${change.type}:${context.newId()}`);
}
