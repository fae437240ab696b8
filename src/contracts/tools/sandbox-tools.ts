/** The tools that ship with Omega and run in the sandbox: what they take, what they give, what they may do. */
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import type { JobLimits, ToolManifest } from './tool.ts';

const path = z.string().min(1).max(4000).describe('relative to the workspace');

/** What each tool takes. */
export const SANDBOX_INPUT = {
  bash: z.strictObject({
    command: z.string().min(1).max(100_000).describe('a line for bash, run in the workspace'),
    timeout_seconds: z.int().min(1).max(600).optional().describe('120 unless given'),
  }),
  read: z.strictObject({
    path,
    offset: z.int().min(1).optional().describe('first line, from 1'),
    limit: z.int().min(1).optional().describe('number of lines'),
    numbers: z.boolean().optional().describe('puts its number before every line'),
  }),
  write: z.strictObject({ path, content: z.string().max(5_000_000).describe('the whole new content') }),
  edit: z.strictObject({
    path,
    old: z.string().min(1).max(1_000_000).describe('text as it stands in the file'),
    new: z.string().max(1_000_000).describe('text that takes its place'),
    all: z.boolean().optional().describe('replaces every place; without it there may be only one'),
  }),
  list: z.strictObject({ path: path.optional(), depth: z.int().min(1).max(8).optional().describe('1 unless given') }),
  search: z.strictObject({
    pattern: z.string().min(1).max(10_000).describe('text to find'),
    path: path.optional(),
    glob: z.string().min(1).max(500).optional().describe('only files like this, e.g. *.ts'),
    regex: z.boolean().optional().describe('the pattern is a regular expression'),
  }),
} as const;

/** Name of a tool of the sandbox. */
export type SandboxToolName = keyof typeof SANDBOX_INPUT;

const count = z.int().min(0);
const OUTPUT = {
  bash: z.strictObject({
    exit_code: z.int().nullable().describe('null when a signal ended it'),
    signal: z.string().nullable(),
    ended: z.enum(['exit', 'timeout', 'oom', 'cpu', 'file', 'killed']),
    stdout: z.string(),
    stderr: z.string(),
    total_bytes: count,
  }),
  read: z.strictObject({
    path: z.string(),
    content: z.string(),
    size: count,
    lines: count,
    first_line: count,
    last_line: count,
    picture: z.boolean(),
  }),
  write: z.strictObject({ path: z.string(), created: z.boolean(), bytes: count, bytes_before: count }),
  edit: z.strictObject({ path: z.string(), replaced: count, bytes: count }),
  list: z.strictObject({
    path: z.string(),
    entries: z.array(
      z.strictObject({ path: z.string(), kind: z.enum(['file', 'folder', 'link', 'other']), size: count }),
    ),
    more: z.boolean(),
  }),
  search: z.strictObject({ lines: z.array(z.string()), truncated: z.boolean() }),
} as const;

const READER: JobLimits = { wallMs: 30_000, cpuMs: 20_000, memMiB: 512, pids: 32, fileMiB: 64, stdoutKiB: 8192 };
const WORKER: JobLimits = { wallMs: 610_000, cpuMs: 600_000, memMiB: 4096, pids: 512, fileMiB: 4096, stdoutKiB: 30 };

/** What differs from tool to tool. */
interface Kind {
  title: string;
  description: string;
  scope: string;
  repeat: 'pure' | 'idempotent' | 'once';
  limits: JobLimits;
  card: 'generic' | 'diff' | 'table' | 'terminal';
}

const KINDS: Readonly<Record<SandboxToolName, Kind>> = {
  bash: {
    title: 'Run a command',
    description:
      'Runs a line of bash in the workspace, inside the sandbox. Output beyond 30,000 bytes is cut. A command that fails is a result, with its exit code.',
    scope: 'proc:workspace:exec',
    repeat: 'once',
    limits: WORKER,
    card: 'terminal',
  },
  read: {
    title: 'Read a file',
    description:
      'Reads a text file of the workspace, at most 50,000 bytes at a time; says how much more there is. Pictures (png, jpeg, gif, webp, up to 5 MB) come as pictures.',
    scope: 'fs:workspace:read',
    repeat: 'pure',
    limits: READER,
    card: 'generic',
  },
  write: {
    title: 'Write a file',
    description: 'Writes a whole file in the workspace; makes the folders above it. What was there is replaced.',
    scope: 'fs:workspace:write',
    repeat: 'idempotent',
    limits: READER,
    card: 'diff',
  },
  edit: {
    title: 'Change a file',
    description:
      'Replaces text in a file of the workspace. The old text has to stand there exactly once, unless all is true.',
    scope: 'fs:workspace:write',
    repeat: 'idempotent',
    limits: READER,
    card: 'diff',
  },
  list: {
    title: 'List a folder',
    description: 'Lists files and folders of the workspace.',
    scope: 'fs:workspace:read',
    repeat: 'pure',
    limits: READER,
    card: 'table',
  },
  search: {
    title: 'Search in files',
    description:
      'Finds lines in the files of the workspace: path, line number, line. Ignores what .gitignore names, and hidden files.',
    scope: 'fs:workspace:read',
    repeat: 'pure',
    limits: READER,
    card: 'generic',
  },
};

function manifestOf(name: SandboxToolName): ToolManifest {
  const { title, description, scope, repeat, limits, card } = KINDS[name];
  const isReader = repeat === 'pure';
  return {
    manifestVersion: 1,
    id: `omega/${name}`,
    version: '1.0.0',
    title,
    description,
    inputSchema: z.toJSONSchema(SANDBOX_INPUT[name]) as JsonObject,
    outputSchema: z.toJSONSchema(OUTPUT[name]) as JsonObject,
    annotations: {
      readOnlyHint: isReader,
      destructiveHint: !isReader,
      idempotentHint: repeat !== 'once',
      openWorldHint: false,
    },
    executor: { kind: 'sandbox_job', entry: [`builtin:${name}`], limits },
    policy: {
      scopes: [scope],
      effects: { writes: !isReader, externalWrites: false, egress: false },
      minApproval: isReader ? 'none' : 'ask_once',
      dataClasses: ['personal'],
    },
    replay: { deterministic: false, mode: isReader ? 'reexecute_if_pure' : 'recorded', repeat },
    ui: { card },
  };
}

/** Manifests of all tools of the sandbox. */
export const SANDBOX_TOOLS: readonly ToolManifest[] = (Object.keys(KINDS) as SandboxToolName[]).map((name) =>
  manifestOf(name),
);
