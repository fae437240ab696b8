/** What `omega doctor` learns from the application: database, providers, channels. */
import { existsSync } from 'node:fs';
import type { Check, DiagnoseOptions } from '../contracts/app.ts';
import { errorData } from '../contracts/errors.ts';
import { notices } from '../actors/notices.ts';
import { quickCheck } from '../persistence/database.ts';
import { buildProviders } from './settings/providers.ts';
import { openStores, paths } from './stores.ts';

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

/** Looks at what only the application can look at. Never throws. */
export async function diagnose(given: Given): Promise<Check[]> {
  return [databaseCheck(given.home), ...(await providerChecks(given)), ...channelChecks(given)];
}
