/** Settings of the agent that are computed from the configuration: money, time, language. */
import type { AgentSettings } from '../../actors/agent-ports.ts';
import { shippedText } from '../../adapters/system/shipped.ts';
import type { Config } from '../../contracts/config.ts';
import { OmegaError } from '../../contracts/errors.ts';
import { LANGUAGE_TAGS, LANGUAGES, DEFAULT_LANGUAGE } from '../../domain/i18n/languages.ts';
import { isoDay } from '../../domain/schedule/local-time.ts';
import { PriceList } from '../../domain/spending/price-list.ts';
import { costOf, parsePrice } from '../../domain/spending/prices.ts';

/** Millionths of a dollar in a cent. */
const CENT = 10_000;

/** The list of prices that ships, read when the first call is to be priced. */
function priceList(): () => PriceList | undefined {
  let list: PriceList | undefined | null = null;
  return () => {
    if (list !== null) return list;
    // Without a list that can be read costs are unknown; the tests read the one that ships.
    list = PriceList.safeParse(JSON.parse(shippedText('prices.json') ?? 'null')).data;
    return list;
  };
}

/** Caps and prices. @throws OmegaError config.invalid naming the price line that cannot be read */
export function spendingSettings({ spending }: Config): Pick<AgentSettings, 'caps' | 'costOf'> {
  const own = spending.prices.map((line) => {
    const price = parsePrice(line);
    if (typeof price === 'string') throw new OmegaError('config.invalid', `spending.prices: ${price}.`);
    return price;
  });
  const list = priceList();
  const tokens = (limit: number) => ({ tokens: limit, cost: 0 });
  return {
    // Prices change at midnight UTC.
    costOf: (provider, model, usage) =>
      costOf({ own, list: list() }, { provider, model, usage, day: new Date().toISOString().slice(0, 10) }),
    caps: {
      day: { tokens: spending.day_tokens, cost: spending.day_cents * CENT },
      chat: tokens(spending.chat_tokens),
      task: tokens(spending.task_tokens),
      heartbeat: tokens(spending.heartbeat_tokens),
      provider: { tokens: spending.provider_tokens, cost: spending.provider_cents * CENT },
    },
  };
}

type TimeSettings = Pick<AgentSettings, 'zone' | 'dayOf' | 'quiet' | 'language' | 'heartbeat' | 'memory'>;

/** The owner's zone, calendar day, quiet hours and language, and what Omega does by itself when. */
export function timeSettings({ omega, quiet, heartbeat, memory }: Config): TimeSettings {
  const zone = omega.timezone === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : omega.timezone;
  return {
    zone,
    dayOf: (at) => isoDay(at, zone),
    quiet: quiet.start === '' || quiet.end === '' ? null : { ...quiet, zone },
    heartbeat: {
      enabled: heartbeat.enabled,
      intervalMinutes: heartbeat.interval_minutes,
      conversation: heartbeat.conversation,
    },
    memory: { learn: memory.learn, idleMs: memory.idle_minutes * 60_000 },
    language: LANGUAGES.find((name) => LANGUAGE_TAGS[name] === omega.language) ?? DEFAULT_LANGUAGE,
  };
}
