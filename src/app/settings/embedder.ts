/** Which provider turns what is remembered into vectors. */
import type { Config } from '../../contracts/config.ts';
import type { ModelProvider } from '../../contracts/ports/provider.ts';
import type { Secrets } from '../../contracts/secret.ts';
import { buildProviders } from './providers.ts';

/** Providers that may offer vectors though they answer nothing, those on the owner's own machine first. */
const ASIDE = ['ollama', 'gemini', 'openai'] as const;

/**
 * Finds the provider for vectors: the first of the chain that offers them, else one for which a model for vectors is named.
 *
 * @param providers those of the chain, in its order
 * @returns         undefined when there is none: memory is then searched by words
 * @throws          OmegaError config.invalid when the one that is named has no key
 */
export function embedderOf(
  providers: ReadonlyMap<string, ModelProvider>,
  config: Config,
  secrets: Secrets,
): ModelProvider | undefined {
  const own = [...providers.values()].find((provider) => provider.embed !== undefined);
  const name = own ? undefined : ASIDE.find((other) => config.provider[other].embedding_model !== '');
  if (name === undefined) return own;
  const aside = buildProviders([name], config, secrets, () => []).get(name);
  return aside?.embed === undefined ? undefined : aside;
}
