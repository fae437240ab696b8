/** The layer table: which folder of src may import which, and which packages. The whole rule is this file. */

/** One row of the table. */
export interface Layer {
  /** Other layers it may import; its own is always allowed (adapters: see `unitOf`). */
  readonly layers: readonly string[];
  /** Packages and `node:` modules it may import. */
  readonly packages: RegExp;
  /** What it may import by `import()` only, because loading it costs time or because it ships beside src. */
  readonly dynamic?: readonly string[];
}

/** Pure libraries of the domain: no I/O, no clock, no random. A new one is a new word here. */
const PURE =
  '@cfworker/json-schema|diff|yaml|smol-toml|luxon|croner|chrono-node(/\\w+)?|re2js|@marcbachmann/cel-js|fastest-levenshtein';

/** Folder directly under src → what it may import; `app` is src/app.ts and src/app/, `setup` is src/setup.ts. */
export const LAYERS: Readonly<Record<string, Layer>> = {
  contracts: { layers: [], packages: /^zod$/ },
  domain: { layers: ['contracts'], packages: new RegExp(`^(zod|${PURE})$`) },
  machines: { layers: ['contracts', 'domain'], packages: /^xstate$/ },
  actors: { layers: ['contracts', 'domain', 'machines'], packages: /^(xstate|lru-cache|node:crypto)$/ },
  persistence: {
    layers: ['contracts'],
    packages: /^(better-sqlite3|lru-cache|sqlite-vec|node:(fs|fs\/promises|path|crypto|worker_threads))$/,
  },
  adapters: { layers: ['contracts'], packages: /^(zod|node:.*)$/ },
  workspace: {
    layers: ['contracts', 'domain'],
    packages: /^(zod|ws|hono(\/.*)?|@hono\/node-server(\/.*)?|node:(crypto|fs|fs\/promises|http|path|stream))$/,
  },
  // Wiring of what comes before the application; light enough for every command to load.
  setup: { layers: ['contracts', 'adapters', 'persistence'], packages: /^node:(fs|path)$/ },
  cli: {
    layers: ['contracts', 'setup'],
    packages: /^(commander|@clack\/prompts|node:.*)$/,
    dynamic: ['app', 'test/kit'],
  },
  app: {
    layers: ['contracts', 'domain', 'machines', 'actors', 'persistence', 'adapters', 'workspace', 'setup'],
    packages: /^node:.*$/,
    dynamic: ['test/kit'],
  },
};

/** Adapter → the packages that belong to it alone, beside the row `adapters` above. A new adapter is a new line. */
export const ADAPTER_PACKAGES: Readonly<Record<string, RegExp>> = {
  'accounts/google': /^oauth4webapi$/,
  'channels/telegram': /^grammy(\/.*)?$/,
  'executors/openapi-proxy': /^(turndown|yaml)$/,
  'executors/sandbox-job': /^diff$/,
  'layout/elk': /^elkjs(\/.*)?$/,
  'mcp/client': /^@modelcontextprotocol\/client(\/.*)?$/,
  'mcp/config': /^yaml$/,
  'mcp/server': /^@modelcontextprotocol\/server(\/.*)?$/,
  'providers/anthropic': /^@anthropic-ai\/sdk(\/.*)?$/,
  'providers/gemini': /^(?:@google\/genai|eventsource-parser)(\/.*)?$/,
  'providers/ollama': /^ollama(\/.*)?$/,
  'providers/openai': /^openai(\/.*)?$/,
  'sandbox/shared': /^@vscode\/ripgrep$/,
  system: /^(smol-toml|toml-eslint-parser|fastest-levenshtein)$/,
};

/** Files nobody has to import: where programs start. */
export const ENTRIES: readonly string[] = [
  'src/app.ts',
  'src/cli/main.ts',
  'src/persistence/backup-thread.ts',
  'src/adapters/layout/elk/elk-thread.ts',
  'src/adapters/executors/openapi-proxy/page-thread.ts',
];
