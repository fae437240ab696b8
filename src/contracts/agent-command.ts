/** Typed commands: what a marker in an answer or a tool call of a model asks Omega to do. One closed set for both. */
import { z } from 'zod';

const words = z.string().trim().min(1).max(2000);
/** Id of a task or the beginning of one, at least four characters. */
const taskId = z.string().trim().min(1).max(64);

/** The closed set. Times and repeats stay as written: they are resolved in the person's zone when the command is carried out. */
export const AgentCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task.create'),
    /** a reminder is words to deliver, an action is work to do at that time */
    kind: z.enum(['reminder', 'action']),
    description: words,
    /** ISO 8601, with or without zone, or natural language */
    due: words,
    /** once, daily, weekdays, weekly, monthly, yearly, a cron line or an RFC 5545 rule */
    repeat: z.string().trim().max(200),
  }),
  z.object({ type: z.literal('task.cancel'), id: taskId }),
  z.object({
    type: z.literal('task.update'),
    id: taskId,
    /** null = as it was */
    description: words.nullable(),
    due: words.nullable(),
    repeat: words.nullable(),
  }),
  z.object({ type: z.literal('project.activate'), name: words }),
  z.object({ type: z.literal('project.deactivate') }),
  z.object({ type: z.literal('build.propose'), request: words }),
  z.object({ type: z.literal('whatsapp.pair') }),
  z.object({ type: z.literal('google.setup') }),
  z.object({ type: z.literal('language.set'), language: words }),
  /** null = back to the usual one */
  z.object({ type: z.literal('personality.set'), text: words.nullable() }),
  z.object({ type: z.literal('conversation.forget') }),
  z.object({ type: z.literal('facts.purge') }),
  z.object({ type: z.literal('heartbeat.add'), item: words }),
  z.object({ type: z.literal('heartbeat.remove'), needle: words }),
  z.object({ type: z.literal('heartbeat.interval'), minutes: z.int().min(1).max(1440) }),
  z.object({ type: z.literal('heartbeat.suppress'), section: words }),
  z.object({ type: z.literal('heartbeat.unsuppress'), section: words }),
  z.object({ type: z.literal('skill.improve'), skill: words, lesson: words }),
  /** takes the last improvement back */
  z.object({ type: z.literal('skill.undo'), skill: words }),
  z.object({ type: z.literal('bug.report'), text: words }),
  /** instructions or checklist of a project, at the end of a set-up */
  z.object({ type: z.literal('project.write'), path: words, content: z.string().max(100_000) }),
  z.object({ type: z.literal('outcome.record'), score: z.int().min(-1).max(1), domain: words, lesson: words }),
  z.object({ type: z.literal('lesson.record'), domain: words, rule: words }),
  z.object({
    type: z.literal('action.outcome'),
    status: z.enum(['success', 'failed']),
    /** empty where none was given */
    reason: z.string().max(2000),
  }),
]);
export type AgentCommand = z.infer<typeof AgentCommand>;

/** Name of a typed command. */
export type AgentCommandType = AgentCommand['type'];

/** Where an answer was written; each kind of command is honoured in some of them only. */
export const AnswerContext = z.enum(['conversation', 'action', 'heartbeat', 'setup']);
export type AnswerContext = z.infer<typeof AnswerContext>;
