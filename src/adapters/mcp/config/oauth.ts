/** The table `oauth` of a server in `mcp.json`: how its owner, or a client of theirs, signs in there. */
import { z } from 'zod';
import type { McpOAuth } from '../../../contracts/mcp/oauth.ts';
import { SecretValue } from '../../../contracts/secret.ts';

const text = z.string().min(1, 'must not be empty');

/** Its keys. */
export const OAuth = z
  .strictObject({
    client_id: text.optional(),
    client_secret: text.optional(),
    private_key: text.optional(),
    algorithm: z.enum(['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA']).optional(),
    issuer: z.url({ protocol: /^https?$/, error: 'must be the address of an authorisation server' }).optional(),
    scope: text.optional(),
    grant: z.enum(['authorization_code', 'client_credentials']).optional(),
    redirect_port: z.number().int().min(1).max(65_535).optional(),
  })
  .refine((given) => !hasSecret(given) || (given.client_id !== undefined && given.issuer !== undefined), {
    message: 'a secret needs "client_id" and "issuer" beside it: the authorisation server that it is for',
  })
  .refine((given) => given.grant !== 'client_credentials' || hasSecret(given), {
    message: 'the grant "client_credentials" needs "client_secret" or "private_key"',
  })
  .refine(({ grant, private_key: key }) => key === undefined || grant === 'client_credentials', {
    message: '"private_key" is for the grant "client_credentials"',
  });

/** Whether a client proves that it is who it says. */
function hasSecret(given: { client_secret?: string | undefined; private_key?: string | undefined }): boolean {
  return given.client_secret !== undefined || given.private_key !== undefined;
}

/**
 * Reads the table.
 *
 * @param valueOf finds out what a reference stands for
 */
export function oauthOf(given: z.infer<typeof OAuth>, valueOf: (value: string) => string): McpOAuth {
  const { client_id: clientId, issuer, scope, redirect_port: redirectPort, algorithm } = given;
  const secretOf = (key: 'client_secret' | 'private_key'): SecretValue | undefined =>
    given[key] === undefined ? undefined : new SecretValue(valueOf(given[key]), `mcp.json:${key}`);
  const clientSecret = secretOf('client_secret');
  const privateKey = secretOf('private_key');
  return {
    grant: given.grant ?? 'authorization_code',
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(scope === undefined ? {} : { scope }),
    ...(redirectPort === undefined ? {} : { redirectPort }),
  };
}
