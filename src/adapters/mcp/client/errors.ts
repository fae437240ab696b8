/** From what the SDK throws to the errors of Omega; words of a server are kept short. */
import { OmegaError, type ErrorCode } from '../../../contracts/errors.ts';
import type { McpServer } from '../../../contracts/mcp/servers.ts';
import { signInWanted } from './auth/failures.ts';
import { openWay } from './auth/parts.ts';
import { CUT_OFF } from './bounds.ts';

const MOST_WORDS = 500;
/** Longest list of rights that is shown to people, characters. */
const MOST_SCOPE = 200;

/** The words of anything thrown, on one line. */
export function wordsOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > MOST_WORDS ? `${line.slice(0, MOST_WORDS - 1)}…` : line;
}

const fieldOf = (thrown: unknown, name: 'code' | 'status'): unknown =>
  typeof thrown === 'object' && thrown !== null && name in thrown
    ? (thrown as Record<string, unknown>)[name]
    : undefined;

/** HTTP status in an error of the SDK. */
export function statusOf(thrown: unknown): number | undefined {
  const status = fieldOf(thrown, 'status');
  return typeof status === 'number' ? status : undefined;
}

/** The connection is over: it was closed, or the server does not know it any more. */
export function isOver(thrown: unknown): boolean {
  const code = fieldOf(thrown, 'code');
  return code === 'CONNECTION_CLOSED' || code === 'NOT_CONNECTED' || statusOf(thrown) === 404;
}

const REFUSED: ReadonlySet<unknown> = new Set(['CLIENT_HTTP_AUTHENTICATION', 'CLIENT_HTTP_FORBIDDEN']);
const MISSING: ReadonlySet<unknown> = new Set(['ENOENT', 'EACCES', 'ENOTDIR']);

/** Rights that a server wants more (HTTP 403 `insufficient_scope`), parted by spaces; undefined for every other error. */
export function wantedScope(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || thrown.name !== 'InsufficientScopeError') return undefined;
  const { requiredScope = '' } = thrown as { requiredScope?: string };
  return requiredScope.replaceAll(/[^ !#-[\]-~]/g, '').slice(0, MOST_SCOPE);
}

/** The owner has to sign in, or to sign in anew; undefined for every other error. */
export function signInError(server: McpServer, thrown: unknown): OmegaError | undefined {
  if (thrown instanceof OmegaError) return thrown.code === 'mcp.sign_in' ? thrown : undefined;
  const way = openWay(server);
  if (way === undefined || way.oauth?.grant === 'client_credentials') return undefined;
  const scope = wantedScope(thrown);
  if (scope !== undefined) return signInWanted(server.name, `wants more rights (${scope})`);
  const isUnknown = statusOf(thrown) === 401 || (thrown instanceof Error && thrown.name === 'UnauthorizedError');
  return isUnknown ? signInWanted(server.name) : undefined;
}

/** Why a server could not be connected to. */
export function connectError(server: McpServer, thrown: unknown): OmegaError {
  if (thrown instanceof OmegaError) return thrown;
  const code = fieldOf(thrown, 'code');
  const status = statusOf(thrown);
  const fails = (as: ErrorCode, words: string): OmegaError =>
    new OmegaError(as, `The MCP server "${server.name}" ${words}.`, { cause: thrown });
  if (MISSING.has(code)) return fails('mcp.not_configured', `cannot be started (${String(code)}): ${wordsOf(thrown)}`);
  const wanted = signInError(server, thrown);
  if (wanted !== undefined) return wanted;
  const scope = wantedScope(thrown);
  if (scope !== undefined) return fails('mcp.refused', `wants more rights than its client has: ${scope}`);
  if (
    status === 401 ||
    status === 403 ||
    REFUSED.has(code) ||
    (thrown instanceof Error && thrown.name === 'UnauthorizedError')
  )
    return fails('mcp.refused', 'refused the credentials');
  if (code === 'ERA_NEGOTIATION_FAILED' && !/network|fetch failed|closed/i.test(wordsOf(thrown)))
    return fails('mcp.protocol', `speaks another protocol: ${wordsOf(thrown)}`);
  if (code === 'INVALID_RESULT' || code === -32_600)
    return fails('mcp.protocol', `answered wrongly: ${wordsOf(thrown)}`);
  return fails('mcp.unreachable', `cannot be reached: ${wordsOf(thrown)}`);
}

/** Why a call failed. */
export function callError(server: string, thrown: unknown): OmegaError {
  // No token could be had, so nothing was sent.
  if (thrown instanceof OmegaError && thrown.code.startsWith('mcp.'))
    return new OmegaError('tool.remote', thrown.message, { cause: thrown, sent: 'no' });
  if (thrown instanceof OmegaError) return thrown;
  const code = fieldOf(thrown, 'code');
  const cut = code === CUT_OFF ? wordsOf(thrown).replace(/^MCP error -?\d+: /, '') : undefined;
  const words = cut ?? (isOver(thrown) ? 'ended in the middle of the call' : `failed: ${wordsOf(thrown)}`);
  return new OmegaError(
    'tool.remote',
    `The MCP server "${server}" ${cut === undefined ? words : `failed: ${words}`}.`,
    {
      cause: thrown,
      sent: 'unknown',
      details: { server },
    },
  );
}
