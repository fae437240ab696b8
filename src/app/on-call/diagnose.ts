/** What `omega doctor` learns from the application: database, providers, sandbox, MCP servers, Google, channels. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findClaudeCode, INSTALL_CLAUDE_CODE } from '../../adapters/system/claude-code.ts';
import { packageRoot } from '../../adapters/system/package-root.ts';
import type { Check, DiagnoseOptions } from '../../contracts/app.ts';
import { errorData } from '../../contracts/errors.ts';
import { notices } from '../../actors/notices.ts';
import { quickCheck } from '../../persistence/database.ts';
import { vectorTrouble } from '../../persistence/memory/vectors.ts';
import { embedderOf } from '../settings/embedder.ts';
import { buildProviders } from '../settings/providers.ts';
import { buildSandbox, sandboxCheck } from '../tools/sandbox.ts';
import { openStores, paths } from '../stores.ts';
import { googleCheck } from './google-check.ts';
import { mcpChecks } from './mcp-checks.ts';

const PROBE_MS = 3000;

/** What the checks need of the start options. */
type Given = DiagnoseOptions;

function databaseCheck(home: string): Check {
  const file = paths(home).database;
  if (!existsSync(file))
    return { name: 'database', state: 'ok', detail: `${file} (made at the first start)`, advice: '' };
  try {
    const stores = openStores(
      home,
      notices(() => undefined),
      true,
    );
    const trouble = quickCheck(stores.db);
    stores.db.close();
    if (trouble === '') return { name: 'database', state: 'ok', detail: `${file} is sound`, advice: '' };
    return {
      name: 'database',
      state: 'problem',
      detail: `${file}: ${trouble}`,
      advice: `restore the newest file of ${paths(home).backups}`,
    };
  } catch (error) {
    return {
      name: 'database',
      state: 'problem',
      detail: errorData(error).message,
      advice: `restore the newest file of ${paths(home).backups}`,
    };
  }
}

async function providerChecks({ chain, config, secrets }: Given): Promise<Check[]> {
  return Promise.all(
    chain.map(async (name): Promise<Check> => {
      const line = `provider ${name}`;
      try {
        const provider = buildProviders([name], config, secrets, () => []).get(name);
        const probe = await provider?.probe(AbortSignal.timeout(PROBE_MS));
        if (probe?.ok) return { name: line, state: 'ok', detail: probe.detail, advice: '' };
        return {
          name: line,
          state: 'problem',
          detail: probe?.detail ?? 'not set up',
          advice: 'check its key and address',
        };
      } catch (error) {
        return { name: line, state: 'problem', detail: errorData(error).message, advice: 'check its settings' };
      }
    }),
  );
}

/** Whether Claude Code is there; without it in the chain that is for knowing only. */
async function claudeCheck({ chain, config, env }: Given): Promise<Check> {
  const found = await findClaudeCode(config.provider['claude-code'].program, env);
  const name = 'claude code';
  const isWanted = chain.includes('claude-code');
  const state = isWanted ? 'problem' : 'ok';
  if (found.state === 'absent') {
    if (isWanted) return { name, state, detail: 'not installed', advice: INSTALL_CLAUDE_CODE };
    return { name, state, detail: `not installed; to think with it: ${INSTALL_CLAUDE_CODE}`, advice: '' };
  }
  const { path, version } = found;
  if (found.state === 'unfit') return { name, state, detail: `${version} (${path}): ${found.trouble}`, advice: '' };
  const use = isWanted ? '' : '; to think with it: provider.chain = ["claude-code"]';
  return { name, state: 'ok', detail: `${version} (${path})${use}`, advice: '' };
}

function channelChecks({ config, secrets }: Given): Check[] {
  const { enabled, allowed_users: allowed } = config.channel.telegram;
  const name = 'channel telegram';
  if (!enabled) return [{ name, state: 'ok', detail: 'switched off', advice: '' }];
  if (!secrets.has('channel.telegram.token'))
    return [{ name, state: 'ok', detail: 'no token, so it stays off', advice: '' }];
  if (allowed.length === 0)
    return [
      {
        name,
        state: 'warning',
        detail: 'nobody may talk to the bot',
        advice: 'set TELEGRAM_ALLOWED_USERS to your Telegram id',
      },
    ];
  return [{ name, state: 'ok', detail: `${allowed.length} allowed`, advice: '' }];
}

/** Whether what is remembered can be found by its meaning too, or by its words alone. */
async function memoryCheck({ chain, config, secrets }: Given): Promise<Check> {
  const name = 'memory';
  const words = 'found by words alone';
  try {
    const embedder = embedderOf(
      buildProviders(chain, config, secrets, () => []),
      config,
      secrets,
    );
    if (embedder === undefined)
      return { name, state: 'ok', detail: `${words}; no provider offers vectors`, advice: '' };
    const trouble = await vectorTrouble();
    if (trouble === '')
      return { name, state: 'ok', detail: `found by words and by meaning (${embedder.name})`, advice: '' };
    return { name, state: 'warning', detail: `${words}: ${trouble}`, advice: 'install the package sqlite-vec' };
  } catch (error) {
    return { name, state: 'ok', detail: `${words}: ${errorData(error).message}`, advice: '' };
  }
}

/** The trial needs a data folder; before the first start a passing one will do. */
async function sandboxLine({ home, env }: Given): Promise<Check> {
  const passing = existsSync(home) ? undefined : mkdtempSync(join(tmpdir(), 'omega-doctor-'));
  const user = env['HOME'] ?? homedir();
  try {
    const place = { home: passing ?? home, user, root: packageRoot(import.meta.url), searchPath: env['PATH'] ?? '' };
    return await sandboxCheck(await buildSandbox(place));
  } finally {
    if (passing !== undefined) rmSync(passing, { recursive: true, force: true });
  }
}

/** Looks at what only the application can look at. Never throws. */
export async function diagnose(given: Given): Promise<Check[]> {
  const memory = await memoryCheck(given);
  const claude = await claudeCheck(given);
  const sandbox = await sandboxLine(given);
  return [
    databaseCheck(given.home),
    memory,
    ...(await providerChecks(given)),
    claude,
    sandbox,
    ...mcpChecks(given.home, given.env),
    googleCheck(given.home),
    ...channelChecks(given),
  ];
}
