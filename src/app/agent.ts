/** Wiring of the agent: settings, ports, activities, machines and the host that drives them. */
import { systemClock, systemEntropy } from '../adapters/system/clock.ts';
import { workshop } from '../adapters/system/workshop.ts';
import { library } from '../adapters/system/library.ts';
import { programFinder } from '../adapters/system/program.ts';
import { packageRoot } from '../adapters/system/package-root.ts';
import { activities } from '../actors/activities/index.ts';
import type { AgentPorts, AgentSettings } from '../actors/agent-ports.ts';
import { EmbeddedHost } from '../actors/host/embedded-host.ts';
import { machineSet } from '../actors/host/kernel/machine-set.ts';
import { LIMITS, type HostLimits } from '../actors/host/parts.ts';
import { gate } from '../actors/tools/gate.ts';
import { ingest, type Ingest } from '../actors/ingest.ts';
import { redactedActivities, redactedExecutor, redactedProvider } from '../actors/redaction.ts';
import type { StartOptions } from '../contracts/app.ts';
import type { Json } from '../contracts/json.ts';
import type { ChannelAdapter } from '../contracts/ports/channel.ts';
import type { GoogleAccount } from '../contracts/ports/google.ts';
import type { Log } from '../contracts/ports/system/log.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { DaemonStatus } from '../contracts/ports/views.ts';
import type { Redactor } from '../domain/redact.ts';
import { machines } from '../machines/registry.ts';
import { crashMark } from '../persistence/crash-mark.ts';
import { storeError } from '../persistence/database.ts';
import { reserve } from '../persistence/reserve.ts';
import { allowList, allowListName } from './settings/channels.ts';
import { embedderOf } from './settings/embedder.ts';
import { buildGoogle, type GoogleWiring } from './google.ts';
import { guideKeeper } from './settings/guide.ts';
import { buildProviders, maxTokens, modelOf, type Search } from './settings/providers.ts';
import { toolSettings } from './settings/tools.ts';
import { buildTools, type ToolParts } from './tools/tools.ts';
import { spendingSettings, timeSettings } from './settings/money-and-time.ts';
import { paths, type Stores } from './stores.ts';

/** The machines this Omega knows. */
export const MACHINES = machineSet(machines);

/** What the agent is built from. */
export interface AgentParts {
  options: StartOptions;
  stores: Stores;
  notices: Notices;
  channels: Map<string, ChannelAdapter>;
  status: () => DaemonStatus;
  log: Log;
  /** tells the owner of trouble, in their words */
  tellOwner: (key: 'policyBroken' | 'googleEnded', trouble: string) => Promise<void>;
  /** takes secrets out of what models, tools and failures say */
  redact: Redactor;
}

/** The running agent. */
export interface Agent {
  host: EmbeddedHost;
  intake: Ingest;
  newId: (at: number) => string;
  ports: AgentPorts;
  tools: ToolParts;
  google: GoogleWiring;
}

function settingsOf({ config, chain, home }: StartOptions): AgentSettings {
  return {
    name: config.omega.name,
    chain: [...chain],
    attempts: config.provider.retries,
    maxTokens: maxTokens(config),
    model: modelOf(config),
    ...toolSettings(home, config),
    ...spendingSettings(config),
    ...timeSettings(config),
    mode: config.conversation.mode,
    mergeLimit: config.conversation.merge_limit,
    waitingLimit: config.conversation.waiting_limit,
    history: { messages: config.memory.messages, tokens: config.memory.tokens },
    admit: allowList(config),
    allowListName,
  };
}

function portsOf(
  { options, stores, notices, channels, status, log, redact }: AgentParts,
  tools: ToolParts,
  google: GoogleAccount,
  intake: () => Ingest,
): AgentPorts {
  const { config, secrets, chain } = options;
  const search: Search = (words, limit) => stores.messages.search('owner', words, limit);
  const { env, home } = options;
  const hasProgram = programFinder(env);
  const files = library(home, packageRoot(import.meta.url));
  const guide = guideKeeper(home, config, { library: files, hasProgram, toolbox: tools.toolbox });
  const built = buildProviders(chain, config, secrets, { search, env, home, guide, sandbox: tools.sandbox });
  const providers = new Map([...built].map(([name, provider]) => [name, redactedProvider(provider, redact)]));
  return {
    messages: stores.messages,
    runs: stores.runs,
    tasks: stores.tasks,
    ledger: stores.ledger,
    noticeQueue: stores.noticeQueue,
    chosen: stores.chosen,
    memory: stores.memory,
    tools: stores.tools,
    artifacts: stores.artifacts,
    google,
    policy: tools.policy,
    toolbox: tools.toolbox,
    vectors: stores.vectors,
    embedder: embedderOf(providers, config, secrets),
    hasProgram,
    workshop: workshop(home),
    library: files,
    providers,
    channels,
    settings: settingsOf(options),
    clock: systemClock,
    notices,
    log,
    peek(address) {
      const row = stores.host.actor(address);
      if (!row) return undefined;
      const { value, context } = JSON.parse(row.state) as { value: Json; context: { [key: string]: Json } };
      return { status: row.status, value, context };
    },
    status,
    receive: async (channel, batch, cursor) => void (await intake().receive(channel, batch, cursor)),
    cursor: (channel) => stores.host.cursor(channel),
  };
}

function limitsOf({ config }: StartOptions): HostLimits {
  const { slots, tick_ms: tickMs, cache } = config.host;
  return { ...LIMITS, tickMs, cache: Math.max(1, cache), slots: { ...LIMITS.slots, provider: slots, channel: slots } };
}

/** Builds the agent; nothing runs before `host.start()`. */
export function buildAgent(parts: AgentParts): Agent {
  const { options, stores, notices, log, redact } = parts;
  const place = paths(options.home);
  const entropy = systemEntropy();
  const aside = reserve(place.reserve, options.config.host.reserve_mb * 1_048_576);
  aside.fill();
  const google = buildGoogle(options, (account) => void parts.tellOwner('googleEnded', account));
  const tools = buildTools({
    options,
    stores,
    log,
    google: google.account,
    ports: () => ports,
    host: () => host,
    policyBroken: (trouble) => void parts.tellOwner('policyBroken', trouble),
  });
  const ports: AgentPorts = portsOf(parts, tools, google.account, () => intake);
  const executors = new Map([...tools.executors].map(([kind, run]) => [kind, redactedExecutor(run, redact)]));
  const all = [...activities(ports, gate(ports, executors)).values(), ...tools.mcp.activities(ports)];
  const known = new Map(all.map((activity) => [activity.name, activity]));
  const host: EmbeddedHost = new EmbeddedHost(
    {
      store: stores.host,
      runs: stores.runs,
      machines: MACHINES,
      activities: redactedActivities(known, redact),
      clock: systemClock,
      entropy,
      log,
      notices,
      crashMark: crashMark(place.crashMark),
      limits: limitsOf(options),
    },
    { explain: (error) => storeError(error, place.database), relieve: aside.free, recovered: aside.fill },
  );
  const { settings } = ports;
  const { messages, host: cursors, runs, tools: toolStore } = stores;
  const { peek } = ports;
  const confiding = { peek, google: google.account };
  const intake = ingest({ host, messages, cursors, runs, tools: toolStore, settings, newId: entropy.id, ...confiding });
  tools.mcp.attach(host, ports, () => entropy.id(Date.now()));
  return { host, intake, newId: entropy.id, ports, tools, google };
}
