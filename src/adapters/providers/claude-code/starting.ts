/** Starts processes: which command, which files and which environment a call needs. */
import { statSync } from 'node:fs';
import type { ModelRequest } from '../../../contracts/ports/provider.ts';
import type { ClaudeCodeOptions } from './options.ts';
import { conversationArguments, isActing, questionArguments, type Launch } from './process/arguments.ts';
import { ClaudeProcess, type Start } from './process/claude-process.ts';
import { environmentOf } from './process/environment.ts';

/** Variables that may hold a key, in the order the program takes them. */
const KEYS = ['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'CLAUDE_CODE_OAUTH_TOKEN'] as const;

/** @returns the value of a variable that is passed on, else '' */
export function passedValue({ env, passed }: Pick<ClaudeCodeOptions, 'env' | 'passed'>, name: string): string {
  return passed.includes(name) ? (env[name] ?? '') : '';
}

/** @returns the key the program will use, '' when it goes by its log-in */
export function keyOf(options: Pick<ClaudeCodeOptions, 'env' | 'passed'>): string {
  return KEYS.map((name) => passedValue(options, name)).find((key) => key !== '') ?? '';
}

/** What cannot be changed while a process runs, as one text to compare. */
export function settingOf(options: ClaudeCodeOptions, request: ModelRequest): string {
  const { model, schema, maxTokens, conversation } = request;
  const guide = options.guide?.();
  const written = guide === undefined ? 0 : statSync(guide, { throwIfNoEntry: false })?.mtimeMs;
  return JSON.stringify([model, schema?.schema, maxTokens, options.mcp?.(conversation), written]);
}

/** What a conversation may use: tools that run or write only inside the sandbox, and without one not at all. */
export async function permitted({
  allowedTools,
  confine,
}: Pick<ClaudeCodeOptions, 'allowedTools' | 'confine'>): Promise<{
  allowed: readonly string[];
  confined?: Exclude<Start['confined'], undefined>;
  refusal?: string;
}> {
  if (confine === undefined || !allowedTools.some(isActing)) return { allowed: allowedTools };
  const confinement = await confine();
  if ('start' in confinement) return { allowed: allowedTools, confined: confinement.start };
  return { allowed: allowedTools.filter((rule) => !isActing(rule)), refusal: confinement.refusal };
}

/**
 * Starts a process for a request.
 *
 * @param session the session of its conversation; absent for a question of its own
 */
export async function start(
  options: ClaudeCodeOptions,
  request: ModelRequest,
  session?: { id: string; exists: boolean },
): Promise<ClaudeProcess> {
  const { workspace: cwd, folder, env, passed } = options;
  const { allowed, confined } = session === undefined ? { allowed: [] } : await permitted(options);
  const guide = session === undefined ? undefined : options.guide?.();
  const mcp = session === undefined ? undefined : options.mcp?.(request.conversation);
  const argv = (paths: Readonly<Record<string, string>>): readonly string[] => {
    const launch: Launch = {
      program: options.program,
      model: request.model === '' ? options.model : request.model,
      system: paths['system'] ?? '',
      allowed: session === undefined ? [] : [...allowed, ...(mcp?.allowed ?? [])],
      ...(paths['mcp'] === undefined ? {} : { mcp: paths['mcp'] }),
      ...(guide === undefined ? {} : { guide }),
      ...(request.schema === undefined ? {} : { schema: request.schema.schema }),
    };
    return session === undefined
      ? questionArguments(launch, passedValue(options, 'ANTHROPIC_API_KEY') !== '')
      : conversationArguments(launch, session, options.maxTurns);
  };
  return ClaudeProcess.begin({
    ...(confined === undefined ? {} : { confined }),
    folder,
    cwd,
    files: {
      // An empty file would be no instructions at all, and then the program's own ones count.
      system: request.system === '' ? ' ' : request.system,
      ...(mcp === undefined ? {} : { mcp: JSON.stringify({ mcpServers: mcp.servers }) }),
    },
    argv,
    env: (mark) => environmentOf(env, passed, { mark, maxTokens: request.maxTokens }),
  });
}
