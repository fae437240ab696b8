/** The run event `plan.made`: what is to be done, in which steps. */
import { z } from 'zod';

/** Its payload. */
export const MadePlan = z.object({
  type: z.literal('plan.made'),
  /** what the person asked for */
  task: z.string(),
  steps: z.array(z.object({ title: z.string(), goal: z.string() })).min(1),
  /** steps that an earlier run has done already, and that run */
  done: z.int().min(0).default(0),
  from: z.string().nullable().default(null),
});
export type MadePlan = z.infer<typeof MadePlan>;
