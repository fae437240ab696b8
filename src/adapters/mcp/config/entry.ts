/** One server of `mcp.json`: checked, its references looked up, its identity taken. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { McpEntry, McpServer, McpWay } from '../../../contracts/mcp/servers.ts';
import { SecretValue } from '../../../contracts/secret.ts';
import { OAuth, oauthOf } from './oauth.ts';

const text = z.string().min(1, 'must not be empty');
const values = z.record(z.string(), z.string());

const HOST = /^[^\s:/]+:(?:\d{1,5}|\*)$|^\[[\da-f:]+\]:\d{1,5}$/i;

/** The keys of an entry; `type` and `disabled` are what other programs write. */
export const Entry = z
  .object({
    type: z.enum(['stdio', 'http', 'streamable-http', 'sse']).optional(),
    command: text.optional(),
    args: z.array(z.string()).optional(),
    env: values.optional(),
    cwd: text.optional(),
    url: z.url({ protocol: /^https?$/, error: 'must be an address that begins with http:// or https://' }).optional(),
    headers: values.optional(),
    oauth: OAuth.optional(),
    era: z.enum(['auto', 'legacy', '2026-07-28']).optional(),
    enabled: z.boolean().optional(),
    disabled: z.boolean().optional(),
    sandbox: z.boolean().optional(),
    egress: z.array(z.string().regex(HOST, 'must be hosts with a port, such as "api.example.com:443"')).optional(),
    timeout_seconds: z.number().min(1, 'must be 1 to 600').max(600, 'must be 1 to 600').optional(),
  })
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), {
    message: 'needs either "command" or "url"',
  })
  .refine(({ oauth, url }) => oauth === undefined || url !== undefined, {
    message: '"oauth" is for servers with "url"',
  })
  .refine(({ type }) => type !== 'sse', {
    message: 'the transport "sse" is no longer spoken; use the address for "http"',
  });

/** What an entry may have. */
export const KEYS: readonly string[] = Object.keys(Entry.shape);

/** Names of servers: they become part of the names of tools. */
export const NAME = /^[A-Za-z0-9_-]{1,40}$/;

type Environment = Readonly<Record<string, string | undefined>>;

/** Finds out what a value stands for. @throws Error with a sentence when it refers to nothing */
function valueOf(value: string, home: string, env: Environment): string {
  const variable = (name: string, fallback?: string): string => {
    const found = env[name] ?? fallback;
    if (found === undefined) throw new Error(`the environment variable ${name} is not set`);
    return found;
  };
  const whole = /^env:([A-Za-z_]\w*)$/.exec(value)?.[1];
  if (whole !== undefined) return variable(whole);
  if (value.startsWith('file:')) {
    const named = value.slice('file:'.length);
    const path = resolve(home, named.startsWith('~/') ? `${homedir()}${named.slice(1)}` : named);
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      throw new Error(
        `the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
        { cause: error },
      );
    }
  }
  return value.replaceAll(/\$\{(?:env:)?([A-Za-z_]\w*)(?::-([^}]*))?\}/g, (_, name: string, fallback?: string) =>
    variable(name, fallback),
  );
}

function secretsOf(
  given: Record<string, string> | undefined,
  home: string,
  env: Environment,
): Record<string, SecretValue> {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [
      name,
      new SecretValue(valueOf(value, home, env), `mcp.json:${name}`),
    ]),
  );
}

/** What makes a server this one: what is started or addressed, with references, not with what they stand for. */
export function identityOf({ command, args, env, cwd, url, headers }: McpEntry): string {
  const sorted = (all: Record<string, string> | undefined): [string, string][] =>
    Object.entries(all ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const whole = [command ?? null, args ?? [], sorted(env), cwd ?? null, url ?? null, sorted(headers)];
  return `sha256:${hash('sha256', JSON.stringify(whole), 'hex')}`;
}

/** Makes a server of a checked entry. @throws Error with a sentence */
export function serverOf(name: string, entry: z.infer<typeof Entry>, home: string, env: Environment): McpServer {
  const {
    command,
    args = [],
    url,
    cwd,
    sandbox,
    egress,
    era = 'auto',
    enabled = true,
    disabled = false,
    timeout_seconds: seconds = 60,
  } = entry;
  const way: McpWay =
    url === undefined
      ? {
          kind: 'stdio',
          command: command ?? '',
          args,
          env: secretsOf(entry.env, home, env),
          ...(cwd === undefined ? {} : { cwd: resolve(home, cwd) }),
          ...(sandbox === undefined ? {} : { sandbox }),
          ...(egress === undefined ? {} : { egress }),
        }
      : {
          kind: 'http',
          url,
          headers: secretsOf(entry.headers, home, env),
          ...(entry.oauth === undefined ? {} : { oauth: oauthOf(entry.oauth, (value) => valueOf(value, home, env)) }),
        };
  return {
    name,
    way,
    era,
    enabled: enabled && !disabled,
    timeoutMs: seconds * 1000,
    identity: identityOf(entry as McpEntry),
  };
}
