/** What `omega models` learns: which models the configured providers offer, and which does which work. */
import type { DiagnoseOptions, ProviderModels } from '../../contracts/app.ts';
import { PROVIDER_NAMES, type Config, type ProviderName } from '../../contracts/config.ts';
import { errorData } from '../../contracts/errors.ts';
import type { ProviderProbe } from '../../contracts/ports/provider.ts';
import { buildProviders, modelOf } from './providers.ts';

const PROBE_MS = 3000;

type Given = Pick<DiagnoseOptions, 'chain' | 'config' | 'secrets'>;

/** The model for vectors that is named for a provider; empty = none. */
function vectorsOf(config: Config, name: ProviderName): string {
  const section: object = name === 'offline' ? {} : config.provider[name];
  return 'embedding_model' in section ? String(section.embedding_model) : '';
}

/** The chain in its order, then what has a key or a model for vectors without being in it. */
function configured({ chain, config, secrets }: Given): ProviderName[] {
  const others = PROVIDER_NAMES.filter(
    (name) => secrets.has(`provider.${name}.api_key`) || vectorsOf(config, name) !== '',
  );
  return [...new Set([...chain, ...others])];
}

async function probeOf(name: ProviderName, { config, secrets }: Given): Promise<ProviderProbe & { preset: string }> {
  try {
    const provider = buildProviders([name], config, secrets, () => []).get(name);
    if (provider === undefined) return { ok: false, detail: 'not set up', preset: '' };
    return { ...(await provider.probe(AbortSignal.timeout(PROBE_MS))), preset: provider.defaultModel };
  } catch (error) {
    return { ok: false, detail: errorData(error).message, preset: '' };
  }
}

async function look(name: ProviderName, given: Given): Promise<ProviderModels> {
  const { ok, detail, models = [], preset } = await probeOf(name, given);
  const place = given.chain.indexOf(name);
  const tier = modelOf(given.config);
  // A provider without a named model answers with the first one it has.
  const usual = preset === '' ? (models[0] ?? '') : preset;
  const or = (model: string): string => (model === '' ? usual : model);
  return {
    name,
    place: place === -1 ? null : place + 1,
    ok,
    detail,
    default: usual,
    fast: or(tier(name, 'fast')),
    powerful: or(tier(name, 'powerful')),
    embedding: vectorsOf(given.config, name),
    models: [...models],
  };
}

/** Asks all at once; spends no tokens. Never throws. */
export async function models(given: Given): Promise<ProviderModels[]> {
  return Promise.all(configured(given).map((name) => look(name, given)));
}
