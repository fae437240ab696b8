/** Run events: the append-only list of what happened in one run, contract v1. */
import { z } from 'zod';
import type { Json } from './json.ts';

/** The nine kinds; the set is closed, everything newer is a namespaced `system_event` type. */
export const RUN_EVENT_KINDS = [
  'run_created',
  'user_message',
  'assistant_message_delta',
  'assistant_message',
  'tool_call',
  'tool_result',
  'tool_error',
  'artifact_ref',
  'system_event',
] as const;

/** One of the nine kinds. */
export type RunEventKind = (typeof RUN_EVENT_KINDS)[number];

/** Who may cause an event. */
export const RUN_EVENT_ORIGINS = ['owner', 'channel_user', 'web', 'mcp', 'tool', 'system', 'model'] as const;
/** Who caused the event. */
export type RunEventOrigin = (typeof RUN_EVENT_ORIGINS)[number];

/** A stored run event as it goes over the wire. `seq` is gapless per run, `gseq` grows over all runs. */
export interface RunEvent {
  v: 1;
  run_id: string;
  seq: number;
  gseq: number;
  /** ISO 8601 UTC with ms */
  ts: string;
  kind: RunEventKind;
  payload: { [key: string]: Json };
  /** address of the actor that caused it */
  actor: string;
  origin: RunEventOrigin;
  /** hex SHA-256 over the previous event's hash and this event */
  hash: string;
}

/** A run event before the store has numbered it. */
export interface NewRunEvent {
  runId: string;
  kind: RunEventKind;
  payload: { [key: string]: Json };
  actor: string;
  origin: RunEventOrigin;
  at: number;
}

/** Status of a run as a list shows it. */
export const RunStatus = z.enum(['running', 'done', 'refused', 'cancelled', 'failed']);
export type RunStatus = z.infer<typeof RunStatus>;

/** One run in a list. */
export interface RunSummary {
  id: string;
  conversation: string;
  /** what set it off, e.g. `message` */
  trigger: string;
  status: RunStatus;
  created_at: number;
  finished_at: number | null;
}
