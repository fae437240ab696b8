/** What MCP clients of the owner can do with Omega: names, words, schemas, hints. */
import { z } from 'zod';
import type { DoorTool } from '../../../contracts/ports/mcp/door.ts';

/** A tool as clients are told of it. */
export interface DoorToolSpec {
  title: string;
  description: string;
  inputSchema: z.ZodObject;
  outputSchema: z.ZodObject;
  annotations: { readOnlyHint: boolean; destructiveHint?: boolean; openWorldHint?: boolean; idempotentHint?: boolean };
}

const run = z.looseObject({ id: z.string(), conversation: z.string(), status: z.string() });

/** The tools. */
export const DOOR_TOOL_SPECS: Readonly<Record<DoorTool, DoorToolSpec>> = {
  ask: {
    title: 'Ask Omega',
    description:
      'Puts a question or a task to Omega, the personal agent of its owner, and waits for the answer. Omega keeps the history of each conversation itself.',
    inputSchema: z.object({
      text: z.string().min(1).max(100_000).describe('what to ask'),
      conversation: z.string().min(1).max(200).default('mcp').describe('name of the conversation it belongs to'),
      key: z.string().min(1).max(200).optional().describe('the same key asks once, however often it is sent'),
    }),
    outputSchema: z.object({ reply: z.string(), run: z.string() }),
    annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
  },
  search_memory: {
    title: "Search the owner's memory",
    description: 'Searches the messages and notes that Omega keeps of its owner, best first.',
    inputSchema: z.object({ words: z.string().min(1).max(500), limit: z.int().min(1).max(50).default(10) }),
    outputSchema: z.object({ found: z.array(z.object({ text: z.string(), at: z.string(), role: z.string() })) }),
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  send_message: {
    title: 'Send a message to the owner',
    description: "Sends words to the owner's own chat, as they are. It reaches nobody else.",
    inputSchema: z.object({
      text: z.string().min(1).max(20_000),
      channel: z.string().max(50).optional().describe('chat network; default: the first that is set up'),
      key: z.string().min(1).max(200).optional().describe('the same key sends once, however often it is sent'),
    }),
    outputSchema: z.object({ status: z.enum(['delivered', 'queued']), channel: z.string() }),
    annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
  },
  list_runs: {
    title: 'List runs',
    description: 'Lists what Omega has done lately, newest first; each run is one handling of one message or task.',
    inputSchema: z.object({
      limit: z.int().min(1).max(100).default(20),
      status: z.string().max(20).optional().describe('running, done, failed, cancelled …'),
      conversation: z.string().max(200).optional(),
    }),
    outputSchema: z.object({ runs: z.array(run) }),
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
  get_run: {
    title: 'Look at a run',
    description: 'Gives one run with everything that happened in it, in order.',
    inputSchema: z.object({ id: z.string().min(1).max(100) }),
    outputSchema: z.object({ run, events: z.array(z.looseObject({ kind: z.string() })) }),
    annotations: { readOnlyHint: true, openWorldHint: false },
  },
};
