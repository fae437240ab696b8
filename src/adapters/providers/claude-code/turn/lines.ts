/** The lines the program writes, as far as we read them. New keys and kinds come with every version: what is unknown is passed over. */
import { z } from 'zod';

const text = z.string().catch('');
const count = z.number().nullish().catch(null);

/** What a result says was used. */
export const Usage = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
});

const Block = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.unknown().optional(),
  tool_use_id: z.string().optional(),
  content: z.unknown().optional(),
  is_error: z.boolean().nullish(),
});
/** One block of a message. */
export type Block = z.infer<typeof Block>;

const Message = z.looseObject({
  model: text,
  content: z.union([z.string(), z.array(Block)]).catch([]),
});

const Init = z.looseObject({
  type: z.literal('system'),
  subtype: z.literal('init'),
  session_id: z.string(),
  model: text,
});

const Retry = z.looseObject({
  type: z.literal('system'),
  subtype: z.literal('api_retry'),
  retry_delay_ms: z.number().optional().catch(undefined),
  error_status: z.number().nullish().catch(null),
  error: text,
});

const Delta = z.looseObject({
  type: z.literal('stream_event'),
  parent_tool_use_id: z.string().nullish(),
  event: z.looseObject({
    type: z.string(),
    delta: z
      .looseObject({ type: text, text: z.string().optional(), thinking: z.string().optional() })
      .optional()
      .catch(undefined),
  }),
});

const Said = z.looseObject({
  type: z.enum(['assistant', 'user']),
  parent_tool_use_id: z.string().nullish(),
  /** set where the program itself speaks, of a failure */
  error: z.unknown().optional(),
  message: Message,
});

const Result = z.looseObject({
  type: z.literal('result'),
  subtype: text,
  is_error: z.boolean(),
  api_error_status: z.number().nullish().catch(null),
  api_error_type: z.string().nullish().catch(null),
  result: z.string().optional().catch(undefined),
  errors: z.array(z.string()).optional().catch(undefined),
  stop_reason: z.string().nullish().catch(null),
  total_cost_usd: z.number().optional().catch(undefined),
  usage: Usage.optional().catch(undefined),
  structured_output: z.unknown().optional(),
  uuid: z.string().optional().catch(undefined),
});
/** The last line of a turn. */
export type Result = z.infer<typeof Result>;

const Line = z.union([Init, Retry, Delta, Said, Result]);
/** A line that means something to us. */
export type Line = z.infer<typeof Line>;

/** @returns the line, or undefined when it is of a kind we do not read, or no JSON at all */
export function readLine(written: string): Line | undefined {
  try {
    const read = Line.safeParse(JSON.parse(written));
    return read.success ? read.data : undefined;
  } catch {
    return undefined; // some sentences go to the output as they are
  }
}
