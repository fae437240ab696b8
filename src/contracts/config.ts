/** The configuration: every key with its default, its unit and what it is for. */
import { z } from 'zod';
import { Provider } from './config/providers.ts';
import { httpUrl, integer, secret, secretTable } from './config/values.ts';
import { ConversationMode } from './message.ts';

export { ollamaUrl, PROVIDER_NAMES, type ProviderName } from './config/providers.ts';
export { SECRET_REFERENCE } from './config/values.ts';

/** Languages the texts of Omega itself exist in; the model answers in any. */
export const LANGUAGES = ['en', 'es', 'pt', 'fr', 'de', 'it', 'nl', 'ru'] as const;

/** An hour of the day, or nothing. */
const CLOCK_TIME = /^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/;
const clockTime = () => z.string().regex(CLOCK_TIME, 'an hour such as "22:00", or empty').default('');

/** @returns whether the platform knows a zone of this name; empty is allowed */
function isTimeZone(name: string): boolean {
  if (name === '') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
}

const Telegram = z.strictObject({
  enabled: z.boolean().default(true).meta({ description: 'Whether the bot runs; without a token it stays off.' }),
  token: secret().meta({
    description: 'Token of the bot (from @BotFather), as a reference: "env:NAME" or "file:/path".',
    env: 'TELEGRAM_BOT_TOKEN',
    secret: true,
    example: '"env:TELEGRAM_BOT_TOKEN"',
  }),
  api_root: httpUrl().default('https://api.telegram.org').meta({
    description: 'Base URL of the Bot API; change it for a server of your own.',
    env: 'TELEGRAM_API_ROOT',
  }),
  allowed_users: z
    .array(z.union([z.string().min(1), z.int()]).transform(String))
    .default([])
    .meta({
      description:
        'Who may talk to the bot: numeric ids or @names. Empty = nobody. In the environment separated by commas.',
      env: 'TELEGRAM_ALLOWED_USERS',
      example: '[123456789, "@ada"]',
    }),
});

const Switch = (description: string) => z.strictObject({ enabled: z.boolean().default(true).meta({ description }) });

const Channel = z.strictObject({
  telegram: Telegram.prefault({}).meta({ description: 'Telegram bot, by long polling.' }),
  web: Switch('Whether the page is served.').prefault({}).meta({ description: 'The page in the browser.' }),
  api: Switch('Whether POST /v1/chat/completions takes messages; `omega ask` and `omega chat` need it.')
    .prefault({})
    .meta({ description: 'The OpenAI-compatible HTTP endpoint.' }),
});

const Conversation = z.strictObject({
  mode: ConversationMode.default('collect').meta({
    description:
      'What a message does while an earlier one is being answered: collect (merged into the next turn), follow-up (answered one by one), steer (added to the running turn), interrupt (stops the running turn).',
  }),
  merge_limit: integer(1, 1000, 50).meta({ description: 'Most messages merged into one turn in mode collect.' }),
  waiting_limit: integer(1, 100_000, 50).meta({
    description: 'Messages of one conversation that may wait before Omega says once that it is busy; none is dropped.',
  }),
});

const Memory = z.strictObject({
  messages: integer(1, 1000, 50).meta({ description: 'Last messages of the conversation that the model reads.' }),
  tokens: integer(500, 1_000_000, 24_000).meta({ description: 'Most tokens they may take; older ones are left out.' }),
  learn: z.boolean().default(true).meta({
    description: 'Whether facts about you are kept when you tell them, and idle conversations are summarised.',
  }),
  idle_minutes: integer(1, 10_080, 30).meta({
    description: 'Minutes without a message after which a conversation is summarised and closed.',
  }),
});

const Quiet = z.strictObject({
  start: clockTime().meta({
    description: 'Hour from which Omega says nothing of its own accord; empty = no quiet hours.',
    example: '"22:00"',
  }),
  end: clockTime().meta({ description: 'Hour until which it is quiet.', example: '"07:00"' }),
});

const Heartbeat = z.strictObject({
  enabled: z.boolean().default(false).meta({
    description: 'Whether Omega looks at its checklist (HEARTBEAT.md in the data folder) by itself.',
  }),
  interval_minutes: integer(1, 1440, 30).meta({
    description: 'Minutes between two looks, counted from midnight.',
  }),
  conversation: z.string().default('').meta({
    description: 'Conversation that gets the reports, e.g. "telegram:42"; empty = the one you wrote in last.',
  }),
});

const Spending = z.strictObject({
  day_cents: integer(0, 10_000_000, 0).meta({ description: 'US cents all calls of a day may cost; 0 = no cap.' }),
  day_tokens: integer(0, 1_000_000_000, 0).meta({ description: 'Tokens all calls of a day may take; 0 = no cap.' }),
  chat_tokens: integer(0, 1_000_000_000, 0).meta({ description: 'Tokens one conversation may take a day.' }),
  task_tokens: integer(0, 1_000_000_000, 200_000).meta({ description: 'Tokens one task may take a day.' }),
  heartbeat_tokens: integer(0, 1_000_000_000, 500_000).meta({ description: 'Tokens heartbeats may take a day.' }),
  provider_cents: integer(0, 10_000_000, 0).meta({
    description: 'US cents the calls of one provider may cost a day; 0 = no cap.',
  }),
  provider_tokens: integer(0, 1_000_000_000, 0).meta({ description: 'Tokens one provider may take a day.' }),
  prices: z.array(z.string()).default([]).meta({
    description:
      'What models cost, one text each: model, then US dollars per million tokens for input, output and, where they differ, cache reads and cache writes. They go before the list prices that Omega brings (prices.json). Without a price a cost is unknown and only the caps on tokens hold.',
    example: '["my-model 3 15"]',
  }),
});

const Tools = z.strictObject({
  enabled: z.boolean().default(true).meta({ description: 'Whether models may use tools at all.' }),
  workspace: z.string().default('').meta({
    description:
      'Folder that tools work in; empty = "workspace" in the data folder. Projects have folders of their own in it.',
    example: '"/home/ada/omega-work"',
  }),
  mode: z.enum(['sandbox', 'rx', 'rwx']).default('sandbox').meta({
    description:
      'What programs may do: sandbox (see the workspace only, no network), rx (read this machine, write the workspace), rwx (as you). What is protected stays out of reach in all of them.',
  }),
  project_modes: z
    .array(z.string().regex(/^[^=]+=(sandbox|rx|rwx)$/, 'project=mode'))
    .default([])
    .meta({ description: 'Other modes for single projects, as "project=mode".', example: '["website=rx"]' }),
  egress: z
    .array(z.string().regex(/^[a-z0-9.*-]+:(\d{1,5}|\*)$/, 'host:port'))
    .default([])
    .meta({
      description: 'Hosts that programs in the sandbox may reach, as host:port; * stands for any text.',
      example: '["registry.example:443"]',
    }),
  calls: integer(1, 500, 50).meta({ description: 'Tool calls one answer may make.' }),
  minutes: integer(1, 1440, 60).meta({ description: 'Minutes after which an answer may make no more tool calls.' }),
  tokens: integer(0, 1_000_000_000, 0).meta({
    description: 'Tokens an answer may take before it makes no more tool calls; 0 = no bound.',
  }),
  cents: integer(0, 1_000_000, 0).meta({
    description: 'US cents an answer may cost before it makes no more tool calls; 0 = no bound.',
  }),
  approval_minutes: integer(1, 10_080, 15).meta({
    description: 'Minutes a question such as "May I run this?" stands before it counts as no.',
  }),
});

const Host = z.strictObject({
  tick_ms: integer(1, 1000, 20).meta({ description: 'Longest time one commit collects work, in milliseconds.' }),
  slots: integer(1, 1024, 64).meta({ description: 'Model calls and sends that run at the same time.' }),
  cache: integer(0, 1_000_000, 1000).meta({ description: 'Actors kept in memory; the others are rows on disk.' }),
  reserve_mb: integer(0, 1024, 16).meta({
    description: 'Megabytes kept aside on disk, so that a full disk can still be handled.',
  }),
  stop_seconds: integer(0, 9, 8).meta({ description: 'Seconds running work may finish in at shutdown.' }),
});

/** Schema of `config.toml`. Strict: an unknown key is a mistake. Every key has a default or may be left out. */
export const Config = z.strictObject({
  omega: z
    .strictObject({
      name: z.string().min(1).max(64).default('Omega').meta({ description: 'What the agent calls itself.' }),
      language: z.enum(LANGUAGES).default('en').meta({
        description:
          "Language of Omega's own sentences until it has seen in which one a person writes; the model answers in any.",
      }),
      timezone: z.string().default('').refine(isTimeZone, 'an IANA name such as "Europe/Berlin", or empty').meta({
        description: "Your time zone, an IANA name; empty = the machine's.",
        example: '"Europe/Berlin"',
      }),
    })
    .prefault({})
    .meta({ description: 'The agent itself.' }),
  server: z
    .strictObject({
      port: integer(0, 65_535, 7777).meta({
        description: 'Port of the page and the HTTP API; 0 = any free one.',
        env: 'OMEGA_PORT',
      }),
      host: z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1').meta({
        description: 'Address to listen on. Only this machine: to reach Omega from elsewhere, use a tunnel.',
      }),
    })
    .prefault({})
    .meta({ description: 'The HTTP server.' }),
  provider: Provider.prefault({}).meta({ description: 'The AI models that answer.' }),
  channel: Channel.prefault({}).meta({ description: 'Where people talk to Omega.' }),
  conversation: Conversation.prefault({}).meta({ description: 'How messages become turns.' }),
  memory: Memory.prefault({}).meta({ description: 'What the model gets to read of a conversation.' }),
  quiet: Quiet.prefault({}).meta({ description: 'When Omega does not speak up by itself.' }),
  heartbeat: Heartbeat.prefault({}).meta({ description: 'Looking after things unasked.' }),
  spending: Spending.prefault({}).meta({
    description: 'Most that models may cost. At a cap Omega asks whether to go on; /approve lets it.',
  }),
  tools: Tools.prefault({}).meta({
    description: 'What models may do on this machine; policy.yaml says what needs a yes.',
  }),
  google: z
    .strictObject({
      issuer: httpUrl().default('https://accounts.google.com').meta({
        description: 'Where Google accounts are connected (/google); change it for a stand-in of your own.',
      }),
    })
    .prefault({})
    .meta({ description: 'The Google account.' }),
  host: Host.prefault({}).meta({ description: 'The actor runtime; rarely changed.' }),
  secrets: secretTable().meta({
    description: 'Secrets of tools: a name that tools use, and a reference to where the secret is.',
    example: 'github = "keychain:github"',
  }),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info').meta({
        description: 'Least important lines that are written.',
      }),
    })
    .prefault({})
    .meta({ description: 'What the daemon writes to its log (standard error, JSON lines).' }),
});
/** The whole configuration with all defaults filled in. Secrets in it are references only. */
export type Config = z.infer<typeof Config>;
