/** Finds an AI provider when the configuration names none, and says what was chosen and why. */
import type { Config, ProviderName } from '../../contracts/config.ts';
import type { Secrets } from '../../contracts/secret.ts';
import type { Environment, ProviderChoice } from '../../contracts/setup.ts';
import { findClaudeCode } from './claude-code.ts';

/** Longest wait for Ollama's answer, ms: start-up must not hang on a machine that swallows packets. */
const OLLAMA_LIMIT_MS = 250;

const KEYED = ['anthropic', 'openai', 'openrouter', 'gemini'] as const;
const TITLES = { anthropic: 'Anthropic', openai: 'OpenAI', openrouter: 'OpenRouter', gemini: 'Gemini' } as const;

/** What detection looks at. */
export interface DetectionInput {
  config: Config;
  secrets: Secrets;
  env: Environment;
}

/** Name of the thing a provider's key was found in, or undefined when it has none. */
function found(name: (typeof KEYED)[number], { config, secrets, env }: DetectionInput): string | undefined {
  const secret = secrets.get(`provider.${name}.api_key`);
  if (secret !== undefined) {
    const [kind, target] = [secret.source.slice(0, secret.source.indexOf(':')), secret.source.replace(/^[a-z]+:/, '')];
    return kind === 'env' ? `${target} is set` : `its key is in ${target}`;
  }
  const usual = config.provider.openai.base_url === 'https://api.openai.com/v1';
  if (name !== 'openai' || usual) return undefined;
  return env['OPENAI_BASE_URL'] === undefined ? 'provider.openai.base_url is set' : 'OPENAI_BASE_URL is set';
}

async function ollamaModels(host: string): Promise<string[] | undefined> {
  try {
    const response = await fetch(`${host}/api/tags`, { signal: AbortSignal.timeout(OLLAMA_LIMIT_MS) });
    const body: unknown = response.ok ? await response.json() : undefined;
    if (typeof body !== 'object' || body === null || !('models' in body) || !Array.isArray(body.models))
      return undefined;
    return body.models.flatMap((model: unknown) =>
      typeof model === 'object' && model !== null && 'name' in model && typeof model.name === 'string'
        ? model.name
        : [],
    );
  } catch {
    return undefined; // nobody listens there, or not in time
  }
}

async function withoutKey(input: DetectionInput): Promise<ProviderChoice> {
  const reasons: string[] = [];
  const claude = await findClaudeCode(input.config.provider['claude-code'].program, input.env);
  if (claude.state === 'ready')
    return { chain: ['claude-code'], reasons: [`Claude Code ${claude.version} is installed (${claude.path}).`] };
  if (claude.state === 'unfit')
    reasons.push(`Claude Code is installed (${claude.path}) but passed over: ${claude.trouble}.`);
  const { host, model } = input.config.provider.ollama;
  const models = await ollamaModels(host);
  if (models !== undefined && (models.length > 0 || model !== '')) {
    const name = model === '' ? models[0] : model;
    return { chain: ['ollama'], reasons: [`Ollama answers at ${host}, model ${name}.`, ...reasons] };
  }
  if (models !== undefined) reasons.push(`Ollama answers at ${host} but has no model; try: ollama pull llama3.2`);
  const how =
    'Set ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY or GEMINI_API_KEY, log in to Claude Code, or start Ollama, and start again.';
  return { chain: ['offline'], reasons: ['No AI model is connected.', ...reasons, how] };
}

/** Providers of a configured chain that can be used, and why the others cannot. */
function configured(input: DetectionInput): ProviderChoice {
  const missing = KEYED.filter((name) => found(name, input) === undefined);
  const passedOver = (name: ProviderName) => missing.some((other) => other === name);
  const usable = [...new Set(input.config.provider.chain)].filter((name) => !passedOver(name));
  const reasons = input.config.provider.chain
    .filter(passedOver)
    .map((name) => `${name} has no key and is passed over.`);
  // Someone has to answer: without this a chain of keyless providers would leave every message waiting.
  const chain: ProviderName[] = usable.length === 0 ? ['offline'] : usable;
  return { chain, reasons: ['provider.chain is configured.', ...reasons] };
}

/**
 * Chooses the providers that answer. A configured chain is taken as it is, without those that have no key; otherwise: a key in the
 * environment or the file, then Claude Code where somebody is logged in, then Ollama on this machine, then the built-in `offline`.
 *
 * @param input configuration, resolved secrets, environment
 * @returns     the chain in the order it is tried, never empty, and sentences that say why; never throws; takes at most 250 ms,
 *              and five seconds more where Claude Code is installed and does not answer
 */
export async function chooseProviders(input: DetectionInput): Promise<ProviderChoice> {
  if (input.config.provider.chain.length > 0) return configured(input);
  const [first, ...others] = KEYED.filter((name) => found(name, input) !== undefined);
  if (first === undefined) return withoutKey(input);
  const line = `provider.chain = ["${first}", "${others[0]}", "offline"]`;
  const more = others.map((name) => `${TITLES[name]} has a key too (${found(name, input)}).`);
  // A second service reads the conversation only when its owner says so.
  const how = others.length === 0 ? [] : [`To fall back on it, write ${line} into config.toml.`];
  return { chain: [first], reasons: [`${TITLES[first]}: ${found(first, input)}.`, ...more, ...how] };
}
