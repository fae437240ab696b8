/** Port of appointments: tasks, and one slot per due time. Writes run inside the host's transaction. */
import type { Json } from '../../json.ts';

/** A reminder is words to deliver; an action is work to do. */
export type TaskKind = 'reminder' | 'action';

/** A task is active until its last slot has ended, or it is paused or cancelled. */
export type TaskState = 'active' | 'paused' | 'done' | 'cancelled';

/** A stored task. Times in ms since 1970 UTC. */
export interface Task {
  id: string;
  person: string;
  /** conversation it was asked for in: its words go there */
  key: string;
  sender: string;
  senderName: string;
  /** empty = none */
  project: string;
  kind: TaskKind;
  description: string;
  /** first due time; the rule counts from it for ever */
  anchor: number;
  /** IANA name */
  zone: string;
  /** rule as domain/schedule writes it */
  recurrence: Json;
  /** the person named the hour: quiet hours do not delay it */
  explicitTime: boolean;
  state: TaskState;
  /** run that created it */
  run: string | null;
  createdAt: number;
  updatedAt: number;
}

/** What became of one due time. The last four are final. */
export type SlotState = 'pending' | 'acting' | 'ran' | 'skipped' | 'failed' | 'caught_up';

/** One due time of a task. */
export interface Slot {
  task: string;
  dueAt: number;
  /** when it is to be done: later than due after quiet hours, snooze or a failed attempt */
  fireAt: number;
  state: SlotState;
  reason: string;
  /** run that did the work */
  run: string | null;
  attempts: number;
  settledAt: number | null;
}

/** The part of a task that can be edited. */
export type TaskChange = Partial<
  Pick<Task, 'description' | 'anchor' | 'recurrence' | 'state' | 'zone' | 'explicitTime'>
>;

/** Tasks and slots. */
export interface TaskStore {
  add(task: Task): void;
  get(id: string): Task | undefined;
  /** Tasks of a person whose id begins so; exact text, no pattern. */
  startingWith(person: string, prefix: string): Task[];
  /** Oldest first. */
  list(person: string, states: readonly TaskState[]): Task[];
  change(id: string, change: TaskChange, at: number): void;
  /** Adds a slot; a second one for the same due time is the first one. */
  addSlot(slot: Pick<Slot, 'task' | 'dueAt' | 'fireAt'>): void;
  slot(task: string, dueAt: number): Slot | undefined;
  /** The slot that has no final state yet. */
  openSlot(task: string): Slot | undefined;
  /** Newest due time of a slot, final or not. */
  lastDue(task: string): number | undefined;
  /** Newest first. */
  slots(task: string, limit: number): Slot[];
  changeSlot(task: string, dueAt: number, change: Partial<Pick<Slot, 'fireAt' | 'state' | 'run' | 'attempts'>>): void;
  /** Writes the final state. @throws when it has one already */
  settleSlot(task: string, dueAt: number, state: SlotState, details: { reason: string; at: number }): void;
  /** Slots without a final state that should have been done before `before`. */
  overdue(before: number): Slot[];
  /** Drops a slot that never came due: its task was moved or cancelled. */
  dropSlot(task: string, dueAt: number): void;
}
