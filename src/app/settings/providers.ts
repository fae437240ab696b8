/** Wiring of the providers of the chain. Adding one is one adapter folder and one line here. */
import { join } from 'node:path';
import { createAnthropic } from '../../adapters/providers/anthropic/index.ts';
import { createClaudeCode, type ClaudeCode } from '../../adapters/providers/claude-code/index.ts';
import { createGemini } from '../../adapters/providers/gemini/index.ts';
import { createOffline } from '../../adapters/providers/offline/index.ts';
import { createOllama } from '../../adapters/providers/ollama/index.ts';
import { createOpenAI } from '../../adapters/providers/openai/index.ts';
import type { Config, ProviderName } from '../../contracts/config.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { ModelProvider } from '../../contracts/ports/provider.ts';
import type { Secrets } from '../../contracts/secret.ts';
import type { Environment } from '../../contracts/setup.ts';
import { homeFolder } from '../../setup.ts';
import { oneSandbox, type GetSandbox } from '../tools/one-sandbox.ts';
import { confinement } from './confine.ts';
import { workspaceOf } from './tools.ts';

/** Finds earlier messages and notes for the provider that works without a model. */
export type Search = (words: string, limit: number) => { text: string; at: number }[];

/** What a provider may need beside its settings. */
export interface Surroundings {
  search: Search;
  env: Environment;
  /** the data folder */
  home: string;
  /** brings the guide of the workspace up to date and names its file */
  guide?: () => string;
  /** gives the sandbox of this machine; default: one made for it */
  sandbox?: GetSandbox;
}

/** For a look at a provider: the environment of this process. */
const ofProcess = (search: Search): Surroundings => ({ search, env: process.env, home: homeFolder(process.env) });

function claudeCode(config: Config, { env, home, guide, sandbox }: Surroundings): ClaudeCode {
  const own = config.provider['claude-code'];
  return createClaudeCode({
    program: own.program,
    model: own.model,
    maxTurns: own.max_turns,
    resumes: own.resumes,
    allowedTools: own.allowed_tools,
    idleTimeoutMs: own.idle_timeout_seconds * 1000,
    deadlineMs: own.deadline_seconds * 1000,
    env,
    passed: own.environment,
    folder: join(home, 'claude-code'),
    workspace: workspaceOf(home, config),
    confine: confinement(sandbox ?? oneSandbox({ home, env }), join(home, 'claude-code')),
    ...(guide === undefined ? {} : { guide }),
  });
}

const VARIABLES = {
  anthropic: 'ANTHROPIC_API_KEY',
  openai: 'OPENAI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  gemini: 'GEMINI_API_KEY',
} as const;

function keyOf(secrets: Secrets, name: keyof typeof VARIABLES): string {
  const key = secrets.get(`provider.${name}.api_key`);
  if (!key)
    throw new OmegaError(
      'config.invalid',
      `The provider "${name}" is in the chain but has no key; set ${VARIABLES[name]} or provider.${name}.api_key.`,
    );
  return key.reveal();
}

function build(name: ProviderName, config: Config, secrets: Secrets, around: Surroundings): ModelProvider {
  if (name === 'offline') return createOffline({ search: around.search });
  if (name === 'claude-code') return claudeCode(config, around);
  const own = config.provider[name];
  const times = { idleTimeoutMs: own.idle_timeout_seconds * 1000, deadlineMs: own.deadline_seconds * 1000 };
  const { model } = own;
  const more = { model, embeddingModel: 'embedding_model' in own ? own.embedding_model : '', ...times };
  if (name === 'ollama') return createOllama({ host: config.provider.ollama.host, ...more });
  if (name === 'anthropic')
    return createAnthropic({
      apiKey: keyOf(secrets, name),
      baseUrl: config.provider.anthropic.base_url,
      model,
      ...times,
    });
  const baseUrl = config.provider[name].base_url;
  if (name === 'gemini') return createGemini({ apiKey: keyOf(secrets, name), baseUrl, ...more });
  const ownServer =
    name === 'openai' && baseUrl !== 'https://api.openai.com/v1' && !secrets.has('provider.openai.api_key');
  return createOpenAI({ name, apiKey: ownServer ? 'none' : keyOf(secrets, name), baseUrl, ...more });
}

/**
 * Builds the providers of the chain.
 *
 * @param around what they need of this machine; a search alone for a look at them
 * @throws OmegaError config.invalid when one has no key; the sentence names the variable
 */
export function buildProviders(
  chain: readonly ProviderName[],
  config: Config,
  secrets: Secrets,
  around: Search | Surroundings,
): Map<string, ModelProvider> {
  const surroundings = typeof around === 'function' ? ofProcess(around) : around;
  return new Map(chain.map((name) => [name, build(name, config, secrets, surroundings)]));
}

/** Longest answer of a provider, tokens. */
export function maxTokens(config: Config): (provider: string) => number {
  return (provider) =>
    provider in config.provider ? (config.provider[provider as 'openai'].max_tokens ?? 8192) : 8192;
}

/** Model of a provider for small or for hard work; empty = the one it answers with. */
export function modelOf(config: Config): (provider: string, tier: 'fast' | 'powerful') => string {
  return (provider, tier) => {
    if (!(provider in config.provider)) return '';
    const { fast_model: fast, powerful_model: powerful } = config.provider[provider as 'openai'];
    return (tier === 'fast' ? fast : powerful) ?? '';
  };
}
