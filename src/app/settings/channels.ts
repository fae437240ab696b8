/** Wiring of the channels. Adding one is one adapter folder and one line here. */
import { createLocal } from '../../adapters/channels/local/index.ts';
import { createTelegram } from '../../adapters/channels/telegram/index.ts';
import type { Config } from '../../contracts/config.ts';
import type { ChannelAdapter } from '../../contracts/ports/channel.ts';
import { COMMANDS } from '../../domain/commands.ts';
import { LANGUAGES, LANGUAGE_TAGS, type Language } from '../../domain/i18n/languages.ts';
import { summaryOf } from '../../domain/i18n/texts.ts';
import type { Secrets } from '../../contracts/secret.ts';

/** The menus of commands, in every language, English for everybody else. */
function menus(): { language: string; commands: { command: string; description: string }[] }[] {
  const of = (language: Language) =>
    COMMANDS.map(({ name }) => ({ command: name, description: summaryOf(name, language) }));
  const all = LANGUAGES.map((language) => ({ language: LANGUAGE_TAGS[language].slice(0, 2), commands: of(language) }));
  return [{ language: '', commands: of('English') }, ...all];
}

/** Channels that are switched on and have what they need. `outside`: also those that leave this machine. */
export function buildChannels(config: Config, secrets: Secrets, outside: boolean): Map<string, ChannelAdapter> {
  const channels = [
    createLocal('web', 'the page'),
    createLocal('terminal', 'the command line'),
    createLocal('api', 'the HTTP API'),
  ];
  const token = secrets.get('channel.telegram.token');
  if (outside && config.channel.telegram.enabled && token)
    channels.push(createTelegram({ token: token.reveal(), apiRoot: config.channel.telegram.api_root, menus: menus() }));
  return new Map(channels.map((channel) => [channel.name, channel]));
}

/** Whether a sender may talk. What comes over the owner's own surfaces has been authenticated by the server. */
export function allowList(
  config: Config,
): (channel: string, sender: { id: string; name: string }) => 'allow' | 'refuse' {
  const telegram = new Set(config.channel.telegram.allowed_users.map((user) => user.toLowerCase()));
  return (channel, { id, name }) => {
    if (channel === 'web' || channel === 'terminal' || channel === 'api') return 'allow';
    if (channel !== 'telegram') return 'refuse';
    return telegram.has(id) || (name.startsWith('@') && telegram.has(name.toLowerCase())) ? 'allow' : 'refuse';
  };
}

/** Where the owner lets people in, as a refusal names it. */
export function allowListName(channel: string): string {
  return channel === 'telegram' ? 'TELEGRAM_ALLOWED_USERS (or channel.telegram.allowed_users)' : 'the configuration';
}
