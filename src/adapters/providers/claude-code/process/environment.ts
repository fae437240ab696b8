/** The environment of the program: what it needs and nothing else. Pure. */
import type { Environment } from '../../../../contracts/setup.ts';

/** Passed on as they are: where things are, how to print, how to reach the network. */
const ORDINARY =
  /^(PATH|HOME|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|TZ|TMPDIR|XDG_\w+|(https?|no|all)_proxy|NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR))$/i;

/** Name of the variable by which everything that a process has started is found again. */
export const MARK = 'OMEGA_CLAUDE_PROCESS';

/**
 * Picks and adds.
 *
 * Retries are ours: one is allowed so that the program says how long a service wants us to wait, and its first announcement
 * ends the call. Answers are never asked for a second time without streaming, nothing is updated or reported in the background, and
 * no tool goes on working after the answer.
 *
 * @param env    the daemon's environment
 * @param passed names of further variables
 * @param facts  `mark` of the process; `maxTokens` of an answer
 */
export function environmentOf(
  env: Environment,
  passed: readonly string[],
  { mark, maxTokens }: { mark: string; maxTokens: number },
): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && (ORDINARY.test(entry[0]) || passed.includes(entry[0])),
  );
  return {
    ...Object.fromEntries(kept),
    CLAUDE_CODE_MAX_RETRIES: '1',
    CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    CLAUDE_CODE_DISABLE_BACKGROUND_TASKS: '1',
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(maxTokens),
    DISABLE_AUTOUPDATER: '1',
    [MARK]: mark,
  };
}
