/** A look whether the program is there and may use its service; no tokens are spent. */
import { execFile } from 'node:child_process';
import type { ProviderProbe } from '../../../contracts/ports/provider.ts';
import type { ClaudeCodeOptions } from './options.ts';
import { environmentOf } from './process/environment.ts';
import { keyOf, passedValue, permitted } from './starting.ts';
import { HOW_TO_INSTALL } from './turn/failures.ts';

const LIMIT_MS = 10_000;

function output(options: ClaudeCodeOptions, args: string[], signal: AbortSignal): Promise<string> {
  const env = environmentOf(options.env, options.passed, { mark: 'probe', maxTokens: 1 });
  return new Promise((resolve, reject) => {
    execFile(options.program, args, { env, signal, timeout: LIMIT_MS, killSignal: 'SIGKILL' }, (error, stdout) => {
      // What it says of itself comes on standard output also when it ends with a code.
      if (error !== null && stdout === '') reject(error);
      else resolve(stdout);
    });
  });
}

/** What is wrong, or which models there are. */
interface Look {
  trouble: string;
  models?: string[];
}

/** Whether a key is taken, without a call of a model. */
async function withKey(options: ClaudeCodeOptions, key: string, signal: AbortSignal): Promise<Look> {
  const base = passedValue(options, 'ANTHROPIC_BASE_URL') || 'https://api.anthropic.com';
  const response = await fetch(`${base}/v1/models`, {
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]),
  });
  if (response.ok) return { trouble: '', models: modelsIn(await response.json()) };
  await response.body?.cancel();
  const isRefused = response.status === 401 || response.status === 403;
  return {
    trouble: isRefused
      ? 'its key is refused; set a valid one in ANTHROPIC_API_KEY'
      : `its service answers with status ${response.status}`,
  };
}

function modelsIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null || !('data' in body) || !Array.isArray(body.data)) return [];
  return body.data.flatMap((model: unknown) =>
    typeof model === 'object' && model !== null && 'id' in model && typeof model.id === 'string' ? model.id : [],
  );
}

async function loggedIn(options: ClaudeCodeOptions, signal: AbortSignal): Promise<Look> {
  const status: unknown = JSON.parse(await output(options, ['auth', 'status'], signal));
  const isIn = typeof status === 'object' && status !== null && 'loggedIn' in status && status.loggedIn === true;
  // With a log-in there is no list; these names always mean the newest of their kind.
  if (isIn) return { trouble: '', models: ['sonnet', 'opus', 'haiku'] };
  return { trouble: 'it is not logged in; run `claude` once and log in, or set ANTHROPIC_API_KEY' };
}

/** Looks. Never throws. */
export async function probe(options: ClaudeCodeOptions, signal: AbortSignal): Promise<ProviderProbe> {
  let version: string;
  try {
    version = (await output(options, ['--version'], signal)).trim();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES');
    const trouble = isMissing ? 'is not installed' : 'does not answer';
    return { ok: false, detail: `"${options.program}" ${trouble}; to install it: ${HOW_TO_INSTALL}` };
  }
  try {
    const key = passedValue(options, 'ANTHROPIC_API_KEY');
    const { trouble, models } = key === '' ? await loggedIn(options, signal) : await withKey(options, key, signal);
    if (trouble !== '') return { ok: false, detail: `${version}: ${trouble}` };
    const { refusal } = await permitted(options);
    const detail = refusal === undefined ? version : `${version}; ${refusal}`;
    return { ok: true, detail, ...(models === undefined ? {} : { models }) };
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(
      keyOf(options) || '\0',
      '[secret]',
    );
    return { ok: false, detail: `${version}: its service does not answer (${reason.slice(0, 200)})` };
  }
}
