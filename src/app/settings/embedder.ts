/** Which provider turns what is remembered into vectors. */
import type { Config, ProviderName } from '../../contracts/config.ts';
import type { ModelProvider } from '../../contracts/ports/provider.ts';
import type { Secrets } from '../../contracts/secret.ts';
import { buildProviders } from './providers.ts';

/** Providers that may offer vectors though they answer nothing, those on the owner's own machine first. */
const ASIDE = ['ollama', 'gemini', 'openai', 'openrouter'];

/** The model for vectors that the owner named for a provider; empty = none. */
function modelNamed(config: Config, name: string): string {
  const section = (config.provider as unknown as Record<string, { embedding_model?: string } | undefined>)[name];
  return section?.embedding_model ?? '';
}

/**
 * Finds the provider for vectors: the first of the chain that offers them, else one for which a model for vectors is named.
 *
 * @param providers those of the chain, in its order
 * @returns         undefined when there is none: memory is then searched by words
 */
export function embedderOf(
  providers: ReadonlyMap<string, ModelProvider>,
  config: Config,
  secrets: Secrets,
): ModelProvider | undefined {
  const own = [...providers.values()].find((provider) => provider.embed !== undefined);
  const name = own ? undefined : ASIDE.find((other) => modelNamed(config, other) !== '');
  if (name === undefined) return own;
  const aside = buildProviders([name as ProviderName], config, secrets, () => []).get(name);
  return aside?.embed === undefined ? undefined : aside;
}
