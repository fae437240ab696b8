/** Wiring of the executor that reads pages and calls OpenAPI operations. */
import { openApiProxy, type OpenApiProxy } from '../../adapters/executors/openapi-proxy/index.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { Secrets, SecretValue } from '../../contracts/secret.ts';
import { FETCH_DOCUMENT, FETCH_PIN } from '../../domain/tools/fetch.ts';
import { packageVersion } from '../../setup.ts';

/** What it is built on. */
export interface ProxyParts {
  /** those of the configuration; tools get the ones of its table `[secrets]` alone */
  secrets: Secrets;
  /** secrets that are made fresh when they are used, by what manifests refer to them as */
  live?: ReadonlyMap<string, () => Promise<SecretValue>>;
  /** text of a document of an installed tool, by its pin; none as long as no tool brings one */
  document?: (pin: string) => string | undefined;
}

/**
 * The secret a manifest refers to.
 *
 * @param reference `secret:<name>`, a name of the table `[secrets]`
 * @throws OmegaError secret.missing
 */
export function toolSecret(secrets: Secrets, reference: string): SecretValue {
  const name = reference.replace(/^secret:/, '');
  const found = reference.startsWith('secret:') ? secrets.get(`secrets.${name}`) : undefined;
  if (found !== undefined) return found;
  throw new OmegaError(
    'secret.missing',
    `The secret "${name}" is not there. Write [secrets] and ${name} = "env:NAME", "file:/path" or "keychain:name" into ` +
      'config.toml, set it where that says, and restart; `omega config check` tells whether it is found.',
  );
}

/** Builds the executor. */
export function buildProxy({ secrets, live, document }: ProxyParts): OpenApiProxy {
  return openApiProxy({
    document: (pin) => (pin === FETCH_PIN ? FETCH_DOCUMENT : document?.(pin)),
    fetchPin: FETCH_PIN,
    secret: (reference) => live?.get(reference)?.() ?? toolSecret(secrets, reference),
    userAgent: `Omega/${packageVersion()}`,
  });
}
