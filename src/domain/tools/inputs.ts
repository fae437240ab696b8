/** What our own tools take: the shapes that models are told of and that calls are read by. */
import { z } from 'zod';
import { AgentCommand, type AgentCommandType } from '../../contracts/agent-command.ts';

/** One fact to keep. */
export const RememberInput = z.strictObject({
  key: z.string().min(1).max(50).describe('short English name with underscores, e.g. "occupation", "favourite_tea"'),
  text: z.string().min(1).max(200).describe('what is true about the person'),
});

/** Words to look for in memory. */
export const RecallInput = z.strictObject({
  query: z.string().min(1).max(500).describe('words to look for'),
  limit: z.int().min(1).max(20).default(5),
});

/** Nothing. */
export const NoInput = z.strictObject({});

/** A message for another chat of the person. */
export const SendInput = z.strictObject({
  to: z
    .string()
    .max(200)
    .default('')
    .describe(
      'conversation key such as "telegram:42"; empty = where the owner is reached. Only chats of the same person.',
    ),
  text: z.string().min(1).max(20_000),
});

/** A question to the owner. */
export const QuestionInput = z.strictObject({
  question: z.string().min(1).max(2000),
  choices: z.array(z.string().min(1).max(100)).max(6).default([]).describe('answers to choose from; none = free words'),
});

/** What a typed command takes, without its type. */
export function commandInput(type: AgentCommandType): z.ZodType {
  const option = AgentCommand.options.find((o) => o.shape.type.value === type);
  if (option === undefined) throw new Error(`there is no command ${type}`);
  return (option as z.ZodObject).omit({ type: true }).strict();
}
