/** What is allowed in a configuration but will not do what its writer wants. */
import type { Config } from '../../../contracts/config.ts';
import { Config as Schema } from '../../../contracts/config.ts';
import type { Secrets } from '../../../contracts/secret.ts';

/** A sentence about a key. */
export interface Advice {
  key: string;
  message: string;
}

const KEYED = {
  anthropic: 'ANTHROPIC_API_KEY',
  openai: 'OPENAI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  gemini: 'GEMINI_API_KEY',
} as const;

function chainAdvice(config: Config, secrets: Secrets): Advice[] {
  const ownServer = config.provider.openai.base_url !== Schema.parse({}).provider.openai.base_url;
  return config.provider.chain.flatMap((name) => {
    if (name === 'ollama' || name === 'offline' || name === 'claude-code') return [];
    if (name === 'openai' && ownServer) return [];
    const key = `provider.${name}.api_key`;
    if (secrets.has(key)) return [];
    return {
      key: 'provider.chain',
      message: `"${name}" has no key and is passed over; set ${KEYED[name]}, or ${key} = "file:/path"`,
    };
  });
}

function telegramAdvice(config: Config, secrets: Secrets, mentioned: boolean): Advice[] {
  const { enabled, allowed_users: allowed } = config.channel.telegram;
  if (!enabled) return [];
  if (!secrets.has('channel.telegram.token')) {
    if (!mentioned) return [];
    const message =
      'the bot has no token and stays off; set TELEGRAM_BOT_TOKEN, or channel.telegram.token = "file:/path"';
    return [{ key: 'channel.telegram.token', message }];
  }
  if (allowed.length > 0) return [];
  const message = 'empty, so nobody may talk to the bot; set TELEGRAM_ALLOWED_USERS to your numeric id or @name';
  return [{ key: 'channel.telegram.allowed_users', message }];
}

/**
 * Collects advice on a checked configuration.
 *
 * @param config    the configuration
 * @param secrets   what was resolved
 * @param mentioned dotted keys the user wrote somewhere; silence about what nobody asked for
 * @returns         sentences; never throws
 */
export function adviseOn(config: Config, secrets: Secrets, mentioned: ReadonlySet<string>): Advice[] {
  const telegram = [...mentioned].some((name) => name.startsWith('channel.telegram'));
  return [...chainAdvice(config, secrets), ...telegramAdvice(config, secrets, telegram)];
}
