/** The configuration of the AI models: every key with its default, its unit and what it is for. */
import { z } from 'zod';
import { httpUrl, integer, secret } from './values.ts';

/** Names a chain may hold. */
export const PROVIDER_NAMES = [
  'anthropic',
  'openai',
  'openrouter',
  'gemini',
  'claude-code',
  'ollama',
  'offline',
] as const;
/** One of {@link PROVIDER_NAMES}. */
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/**
 * Completes the customary short forms of `OLLAMA_HOST`.
 *
 * @param host e.g. `localhost`, `0.0.0.0:11434`, `http://gpu.lan:11434/`
 * @returns    a base URL without a final slash; port 11434 unless given; a listen-anywhere address becomes loopback
 */
export function ollamaUrl(host: string): string {
  const withScheme = /^[a-z]+:\/\//i.test(host) ? host : `http://${host}`;
  const bare = withScheme.replace(/\/+$/, '').replace(/\/\/0\.0\.0\.0(?=:|$)/, '//127.0.0.1');
  return /^https?:\/\/[^/]*:\d+$/i.test(bare) || bare.startsWith('https:') || /\/\/[^/]+\//.test(bare)
    ? bare
    : `${bare}:11434`;
}

/** The models for small and for hard work. */
const tiers = {
  fast_model: z.string().default('').meta({
    description: 'Model for small work: judging what a message asks for, summaries, facts; empty = the one of "model".',
  }),
  powerful_model: z.string().default('').meta({
    description: 'Another model for answers, plans and builds; empty = the one of "model".',
  }),
};

/** The model for vectors. */
const vectors = {
  embedding_model: z.string().default('').meta({
    description:
      'Model that turns texts into vectors, so that memory finds what was said in other words; empty = none.',
  }),
};

/** Limits every remote provider has. */
const limits = {
  max_tokens: integer(1, 1_000_000, 8192).meta({ description: 'Longest answer, in tokens.' }),
  idle_timeout_seconds: integer(1, 3600, 60).meta({
    description: 'Seconds of silence after which a stream is given up and tried again.',
  }),
  deadline_seconds: integer(1, 86_400, 600).meta({ description: 'Seconds one call may take in all.' }),
};

const Anthropic = z.strictObject({
  api_key: secret().meta({
    description: 'Key of the Anthropic API, as a reference: "env:NAME" or "file:/path".',
    env: 'ANTHROPIC_API_KEY',
    secret: true,
    example: '"env:ANTHROPIC_API_KEY"',
  }),
  base_url: httpUrl().default('https://api.anthropic.com').meta({
    description: 'Base URL of the API; change it for a proxy.',
    env: 'ANTHROPIC_BASE_URL',
  }),
  model: z
    .string()
    .min(1)
    .default('claude-sonnet-5-5')
    .meta({ description: 'Model that answers, and does all that no other is named for.' }),
  ...tiers,
  ...limits,
});

const OpenAI = z.strictObject({
  api_key: secret().meta({
    description: 'Key of the API, as a reference: "env:NAME" or "file:/path". A server of your own may need none.',
    env: 'OPENAI_API_KEY',
    secret: true,
    example: '"env:OPENAI_API_KEY"',
  }),
  base_url: httpUrl().default('https://api.openai.com/v1').meta({
    description: 'Base URL of any service that speaks the OpenAI chat API.',
    env: 'OPENAI_BASE_URL',
  }),
  model: z
    .string()
    .min(1)
    .default('gpt-5.5')
    .meta({ description: 'Model that answers, and does all that no other is named for.', env: 'OPENAI_MODEL' }),
  ...tiers,
  ...vectors,
  ...limits,
});

const OpenRouter = z.strictObject({
  api_key: secret().meta({
    description: 'Key of OpenRouter, as a reference: "env:NAME" or "file:/path".',
    env: 'OPENROUTER_API_KEY',
    secret: true,
    example: '"env:OPENROUTER_API_KEY"',
  }),
  base_url: httpUrl().default('https://openrouter.ai/api/v1').meta({ description: 'Base URL of the API.' }),
  model: z.string().min(1).default('openrouter/auto').meta({
    description: 'Model that answers, and does all that no other is named for; "openrouter/auto" lets OpenRouter pick.',
  }),
  ...tiers,
  ...limits,
});

const Gemini = z.strictObject({
  api_key: secret().meta({
    description: 'Key of the Gemini API, as a reference: "env:NAME" or "file:/path".',
    env: ['GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    secret: true,
    example: '"env:GEMINI_API_KEY"',
  }),
  base_url: httpUrl().default('https://generativelanguage.googleapis.com').meta({
    description: 'Base URL of the API; change it for a proxy.',
    env: 'GOOGLE_GEMINI_BASE_URL',
  }),
  model: z
    .string()
    .min(1)
    .default('gemini-3.8-flash')
    .meta({ description: 'Model that answers, and does all that no other is named for.' }),
  ...tiers,
  ...vectors,
  ...limits,
});

const Ollama = z.strictObject({
  host: z.string().min(1).default('http://127.0.0.1:11434').transform(ollamaUrl).pipe(httpUrl()).meta({
    description: 'Where Ollama listens; host, host:port or a URL.',
    env: 'OLLAMA_HOST',
  }),
  model: z.string().default('').meta({
    description: 'Model that answers, and does all that no other is named for; empty = the first one installed.',
  }),
  ...tiers,
  ...vectors,
  ...limits,
});

const ClaudeCode = z.strictObject({
  program: z.string().min(1).default('claude').meta({
    description: 'The program: a name on the PATH, or an absolute path.',
  }),
  model: z.string().default('').meta({ description: 'Model that answers; empty = the one Claude Code prefers.' }),
  ...tiers,
  fast_model: z.string().default('haiku').meta({
    description: 'Model for small work: judging what a message asks for, summaries, facts.',
  }),
  max_turns: integer(1, 1000, 25).meta({ description: 'Rounds of tools in one go.' }),
  resumes: integer(0, 20, 5).meta({ description: 'How often work that has used up its rounds is taken up again.' }),
  allowed_tools: z.array(z.string().min(1)).default([]).meta({
    description:
      'Tools of its own that may write, run or fetch. Empty = it can only read the workspace. With one that runs or writes, the program works inside the sandbox, where it reaches its own service only; without a sandbox such tools are not allowed.',
    example: '["Bash(git *)", "Edit", "Write", "WebFetch"]',
  }),
  environment: z
    .array(z.string().regex(/^\w+$/, 'names of variables'))
    .default([
      'ANTHROPIC_API_KEY',
      'ANTHROPIC_AUTH_TOKEN',
      'ANTHROPIC_BASE_URL',
      'CLAUDE_CODE_OAUTH_TOKEN',
      'CLAUDE_CONFIG_DIR',
    ])
    .meta({
      description:
        'Variables that are handed to it beside the ordinary ones. Without ANTHROPIC_API_KEY among them it goes by its log-in.',
    }),
  ...limits,
  idle_timeout_seconds: integer(1, 3600, 120).meta({
    description: 'Seconds of silence after which it is ended and tried again; the time its tools work does not count.',
  }),
  deadline_seconds: integer(1, 86_400, 3600).meta({ description: 'Seconds one answer may take in all.' }),
});

/** Section `provider`. */
export const Provider = z.strictObject({
  chain: z.array(z.enum(PROVIDER_NAMES)).default([]).meta({
    description:
      'Providers in the order they are tried: when one fails, the next one answers. Empty = Omega looks for one at start and says what it chose.',
    example: '["anthropic", "ollama", "offline"]',
  }),
  retries: integer(1, 10, 3).meta({ description: 'Attempts per provider in one turn before the next one is tried.' }),
  anthropic: Anthropic.prefault({}).meta({ description: 'Anthropic, the Claude models.' }),
  openai: OpenAI.prefault({}).meta({ description: 'OpenAI, or any service with the same API.' }),
  openrouter: OpenRouter.prefault({}).meta({ description: 'OpenRouter: many models behind one key.' }),
  gemini: Gemini.prefault({}).meta({ description: 'Gemini, the models of Google.' }),
  'claude-code': ClaudeCode.prefault({}).meta({
    description:
      'Claude Code: the program `claude` of this machine, with its own log-in and tools. Used when the chain names it, or when there is no key.',
  }),
  ollama: Ollama.prefault({}).meta({ description: 'Ollama: models on your own machine.' }),
});
