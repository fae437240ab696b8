/** The application as the CLI sees it: starting the daemon, and the checks that run without it. */
import type { Config, ProviderName } from './config.ts';
import type { JsonObject } from './json.ts';
import type { PolicyDecision } from './tools/policy.ts';
import type { McpSignIn } from './ports/mcp/sign-in.ts';
import type { DaemonStatus, DaemonViews } from './ports/views.ts';
import type { RunEventOrigin } from './run-event.ts';
import type { SecretValue, Secrets } from './secret.ts';
import type { Environment } from './setup.ts';

/** Everything the application needs to start. The caller holds the lock of the data folder, except for `read`. */
export interface StartOptions {
  /** data folder, absolute, exists */
  home: string;
  config: Config;
  secrets: Secrets;
  /** token of the HTTP API */
  token: SecretValue;
  /** providers in the order they are tried */
  chain: readonly ProviderName[];
  env: Environment;
  /** writes one line for a person; the CLI prints it to standard error */
  log: (line: string) => void;
  /**
   * call: for one command, so any free port and no outside channel (Telegram).
   * read: database opened read-only, also beside a running daemon: views only, `url` and `loginLink` are empty
   * (unless `stately` is set: then a server on any free port that offers nothing but the bridge).
   */
  only?: 'call' | 'read';
  /** opens the bridge to the Stately inspector, which sends state to a web page of another party; `banner` says where */
  stately?: boolean;
}

/** The running application. */
export interface App {
  /** base URL of the HTTP server without a final slash */
  readonly url: string;
  /** one-time link that logs a browser in */
  readonly loginLink: string;
  /** further lines to print at start, e.g. what was recovered */
  readonly banner: readonly string[];
  readonly views: DaemonViews;
  status(): DaemonStatus;
  /** Finishes what can be finished within `host.stop_seconds`, leaves the rest to the next start. */
  stop(): Promise<void>;
}

/** Called with a short text while something takes long. */
export type Progress = (text: string) => void;

/** How the replay of one actor's journal went. */
export interface ReplayLine {
  address: string;
  /** transitions replayed */
  transitions: number;
  /** null when every revision gives the recorded state again */
  difference: { rev: number; event: string; recorded: string; replayed: string } | null;
  /** why the journal could not be replayed, e.g. its machine version is gone; empty otherwise */
  trouble: string;
}

/** Result of `omega replay --verify`. */
export interface ReplayReport {
  actors: ReplayLine[];
  /** ms */
  took: number;
}

/** One path through a machine. */
export interface FlowPath {
  /** event types from the initial state on */
  events: string[];
  /** dotted state value at its end */
  end: string;
  ok: boolean;
  /** what went wrong; empty when ok */
  trouble: string;
}

/** How the walk through one machine went. */
export interface FlowLine {
  machine: string;
  version: number;
  states: { visited: number; total: number };
  transitions: { taken: number; total: number; missed: string[] };
  paths: FlowPath[];
}

/** Result of `omega test flow`. */
export interface FlowReport {
  machines: FlowLine[];
  /** ms */
  took: number;
}

/** Result of `omega test crash`. */
export interface CrashReport {
  kills: number;
  sent: number;
  answered: number;
  lost: number;
  duplicated: number;
  outOfOrder: number;
  journalGaps: number;
  /** what went wrong, in sentences; empty when nothing did */
  troubles: string[];
  /** ms */
  took: number;
}

/** Result of `omega policy check`. */
export interface PolicyReport {
  files: {
    /** absolute */
    path: string;
    exists: boolean;
    rules: number;
    /** mistakes with file, line and column */
    problems: string[];
  }[];
}

/** A call that policy is asked about; it is not made. */
export interface PolicyQuestion {
  home: string;
  /** id of a tool, e.g. `omega/fetch`, or its last part where that is enough */
  tool: string;
  args: JsonObject;
  /** folder name; empty = none */
  project: string;
  origin: RunEventOrigin;
  tainted: boolean;
  /** ms since 1970 UTC */
  at: number;
}

/** Result of `omega policy explain`. */
export interface PolicyExplanation {
  call: { tool: string; version: string; scopes: string[]; egress: string[]; subject: string };
  decision: PolicyDecision;
  /** what would lead to another decision */
  changes: (Pick<PolicyDecision, 'effect' | 'level' | 'rules'> & {
    what:
      | { kind: 'without'; rule: string }
      | { kind: 'grant' }
      | { kind: 'untainted' }
      | { kind: 'tainted' }
      | { kind: 'allow-rule' };
  })[];
  /** mistakes in the files that hold for the call */
  problems: string[];
}

/** One line of `omega doctor`. */
export interface Check {
  name: string;
  state: 'ok' | 'warning' | 'problem';
  /** what was found */
  detail: string;
  /** what to do about it; empty when ok */
  advice: string;
}

/** What one provider offers, and which of its models does which work. */
export interface ProviderModels {
  name: string;
  /** place in the chain, from 1; null when it is not in it */
  place: number | null;
  /** whether it could be asked */
  ok: boolean;
  /** one sentence; never a secret */
  detail: string;
  /** the model that answers */
  default: string;
  /** for small and for hard work */
  fast: string;
  powerful: string;
  /** for vectors; empty = none */
  embedding: string;
  models: string[];
}

/** What a diagnosis looks at. The folder may not exist yet, and a daemon may be running on it. */
export type DiagnoseOptions = Pick<StartOptions, 'home' | 'config' | 'secrets' | 'chain' | 'env'>;

/** What the CLI calls of the application; `src/app.ts` exports exactly this. */
export interface AppModule {
  /** @throws OmegaError store.*, server.port_taken, config.invalid */
  startApp(options: StartOptions): Promise<App>;
  /** Replays journals through the machines. `addresses` empty = every actor. Opens the database read-only. */
  verifyJournals(home: string, addresses: readonly string[], progress: Progress): Promise<ReplayReport>;
  /** Walks every path of one machine or of all, with scripted activities and a given clock. */
  testFlows(machine: string | undefined, progress: Progress): Promise<FlowReport>;
  /** Runs the kill loop against the given configuration with stub ends, in a throw-away folder. */
  testCrash(options: { config: Config; kills: number }, progress: Progress): Promise<CrashReport>;
  /** Looks at what only the application can look at; one line each, named `database`, `provider <name>`, `sandbox`, `channel <name>`. Never throws. */
  diagnose(options: DiagnoseOptions): Promise<Check[]>;
  /** Signing in at MCP servers; tokens lie in the data folder. */
  mcpSignIn(home: string): Promise<McpSignIn>;
  /** Asks the configured providers for their models, those of the chain first. Spends no tokens. Never throws. */
  models(options: Pick<DiagnoseOptions, 'config' | 'secrets' | 'chain'>): Promise<ProviderModels[]>;
  /** Reads the policy files of a data folder. Never throws. */
  checkPolicy(home: string): Promise<PolicyReport>;
  /** @throws OmegaError tool.unknown */
  explainPolicy(question: PolicyQuestion): Promise<PolicyExplanation>;
}
