/** How values of the configuration are written. */
import { z } from 'zod';

declare module 'zod' {
  interface GlobalMeta {
    /** customary environment variables that set the key; the first one that is set counts */
    env?: string | readonly string[];
    /** the value is a reference to a secret, never the secret itself */
    secret?: boolean;
    /** line shown in config.example.toml where the default would explain nothing */
    example?: string;
  }
}

/** How a secret is named in the file: `env:NAME`, `file:/path`, `keychain:name` or `keychain:name/account`. */
export const SECRET_REFERENCE =
  /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+|keychain:[A-Za-z0-9_][\w.@+ -]*(\/[A-Za-z0-9_][\w.@+ -]*)?)$/;

/** A whole number between two others. */
export const integer = (min: number, max: number, preset: number) => z.int().min(min).max(max).default(preset);

/** A base URL, of http or https. */
export const httpUrl = () => z.url({ protocol: /^https?$/ });

/** A reference to a secret. */
export const secret = () => z.string().regex(SECRET_REFERENCE).optional();

/** A table whose names are free: what tools call a secret, and where it is. */
export const secretTable = () =>
  z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,63}$/), z.string().regex(SECRET_REFERENCE)).default({});
