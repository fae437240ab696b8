/** Wiring of tools: which there are, what carries them out, and the rules about them. What is heavy is loaded when first used. */
import { join } from 'node:path';
import { packageRoot } from '../../adapters/system/package-root.ts';
import { askerOf } from '../../actors/agent/asker.ts';
import { isOwners } from '../../actors/google/set-up.ts';
import { skillsOf } from '../../actors/thinking/projects.ts';
import type { AgentPorts } from '../../actors/agent-ports.ts';
import { elicit } from '../../actors/tools/elicit.ts';
import type { Previewing } from '../../actors/tools/gate.ts';
import { insideNames, insideTools } from '../../actors/tools/inside/index.ts';
import { toolbox, type OfferedTool, type ToolSource, type Toolbox } from '../../actors/tools/toolbox.ts';
import type { StartOptions } from '../../contracts/app.ts';
import { SANDBOX_TOOLS } from '../../contracts/tools/sandbox-tools.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { GoogleAccount } from '../../contracts/ports/google.ts';
import type { DurableHost } from '../../contracts/ports/durable-host.ts';
import type { ToolCall, ToolExecutor } from '../../contracts/ports/tools/executor.ts';
import type { Log } from '../../contracts/ports/system/log.ts';
import type { PolicyPort } from '../../contracts/ports/tools/policy.ts';
import type { Sandbox } from '../../contracts/ports/tools/sandbox.ts';
import type { ExecutorKind, ToolManifest } from '../../contracts/tools/tool.ts';
import { compilePolicy } from '../../domain/policy/compile.ts';
import { decide } from '../../domain/policy/decide.ts';
import { ASK_THE_REST, DEFAULT_RULES } from '../../domain/policy/defaults.ts';
import { FETCH_TOOL } from '../../domain/tools/fetch.ts';
import { GOOGLE_DOCUMENT, GOOGLE_PIN, GOOGLE_SECRET, GOOGLE_TOOLS } from '../../domain/tools/google.ts';
import { buildMcp, type McpWiring } from './mcp.ts';
import { oneSandbox, type GetSandbox } from './one-sandbox.ts';
import { programStarter } from './programs.ts';
import { workspaceOf } from '../settings/tools.ts';
import type { ProxyParts } from '../policy/proxy.ts';
import { policyBook, type PolicyBook } from '../policy/book.ts';
import type { Stores } from '../stores.ts';

/** What tools are made of. */
export interface ToolParts {
  toolbox: Toolbox;
  policy: PolicyBook;
  executors: ReadonlyMap<ExecutorKind, ToolExecutor & Previewing>;
  mcp: McpWiring;
  sandbox: GetSandbox;
}

/** What they are built on; ports and host are there when the first call comes. */
export interface ToolOptions {
  options: StartOptions;
  stores: Stores;
  log: Log;
  google: GoogleAccount;
  ports: () => AgentPorts;
  host: () => DurableHost;
  /** tells the owner that a policy file has mistakes */
  policyBroken: (trouble: string) => void;
}

/** The rules that hold without any file. */
export function defaultPolicy(): PolicyPort {
  const rules = compilePolicy(DEFAULT_RULES, ASK_THE_REST);
  return { decide: (request, grants, at) => decide(request, rules, grants, at), hash: () => 'default' };
}

/** A tool that ships with Omega, under the last part of its id. */
export function coreTool(manifest: ToolManifest): OfferedTool {
  return { name: manifest.id.slice(manifest.id.indexOf('/') + 1), manifest, tier: 'core' };
}

const GOOGLE: readonly OfferedTool[] = GOOGLE_TOOLS.map(coreTool);
const OUTSIDE: readonly OfferedTool[] = [...SANDBOX_TOOLS, FETCH_TOOL].map(coreTool);

/** Every tool that ships with Omega, in any context. */
export function coreTools(): OfferedTool[] {
  const contexts = ['conversation', 'action', 'heartbeat', 'setup'] as const;
  const inside = contexts.flatMap((where) => [...insideTools({ conversation: '', where, question: '' })]);
  return [...new Map([...inside, ...OUTSIDE, ...GOOGLE].map((tool) => [tool.manifest.id, tool])).values()];
}

/** Offered to the owner alone, in their own chats and in what is done for them, as long as an account is connected. */
function googleSource(google: GoogleAccount, ports: () => AgentPorts): ToolSource {
  return ({ conversation }) => {
    if (google.state().account === '') return [];
    return isOwners(ports(), askerOf(ports(), conversation, '')) ? GOOGLE : [];
  };
}

/** What the executor needs for them. */
function googleParts(google: GoogleAccount): Pick<ProxyParts, 'live' | 'document'> {
  return {
    live: new Map([[GOOGLE_SECRET, () => google.accessToken()]]),
    document: (pin) => (pin === GOOGLE_PIN ? GOOGLE_DOCUMENT : undefined),
  };
}

/** An executor that is made when the first call comes. */
function lazy(kind: ExecutorKind, make: () => Promise<ToolExecutor & Previewing>): ToolExecutor & Previewing {
  let made: Promise<ToolExecutor & Previewing> | undefined;
  const get = (): Promise<ToolExecutor & Previewing> => (made ??= make());
  return {
    kind,
    run: async (call, context) => (await get()).run(call, context),
    preview: async (call, signal) => (await get()).preview?.(call, signal),
  };
}

async function refuseWithout(sandbox: Sandbox, { place: { mode } }: ToolCall): Promise<void> {
  const { modes, advice } = await sandbox.level();
  if (!modes.includes(mode))
    throw new OmegaError('tool.unavailable', `The mode "${mode}" cannot be had on this machine. ${advice}`);
}

/** Programs run in the sandbox; what it cannot enforce is refused before anybody is asked. */
async function sandboxJobs(home: string, get: GetSandbox): Promise<ToolExecutor & Previewing> {
  const { createSandboxJob } = await import('../../adapters/executors/sandbox-job/index.ts');
  const sandbox = await get();
  const jobs = createSandboxJob(sandbox, join(home, 'sandbox', 'marks'));
  return {
    kind: jobs.kind,
    run: (call, context) => jobs.run(call, context),
    async preview(call) {
      await refuseWithout(sandbox, call);
      return jobs.preview(call);
    },
  };
}

/** Builds them. */
export function buildTools({ options, stores, log, google, ports, host, policyBroken }: ToolOptions): ToolParts {
  const policy = policyBook({
    home: options.home,
    broken: (file, problems) => {
      const trouble = problems.map(({ text }) => text).join('; ');
      log('error', 'policy.broken', { file, trouble });
      policyBroken(trouble);
    },
  });
  const core = new Set([
    'omega',
    ...insideNames,
    ...[...OUTSIDE, ...GOOGLE].flatMap(({ name, manifest }) => [name, manifest.id]),
  ]);
  const sandbox = oneSandbox(options);
  const mcp = buildMcp({
    start: programStarter({
      sandbox,
      workspace: workspaceOf(options.home, options.config),
      root: packageRoot(import.meta.url),
    }),
    options,
    store: stores.mcp,
    skills: () => {
      const { hasProgram } = ports();
      return skillsOf(ports()).skills.filter(({ requires }) => requires.every(hasProgram));
    },
    taken: () => core,
    log,
    ask: (call, question, signal) => elicit({ ports: ports(), host: host() }, call, { question, signal }),
  });
  const executors: (ToolExecutor & Previewing)[] = [
    lazy('sandbox_job', () => sandboxJobs(options.home, sandbox)),
    lazy('openapi_proxy', async () =>
      (await import('../policy/proxy.ts')).buildProxy({ secrets: options.secrets, ...googleParts(google) }),
    ),
    mcp.executor,
  ];
  return {
    toolbox: toolbox([insideTools, () => OUTSIDE, googleSource(google, ports), mcp.source]),
    policy,
    executors: new Map(executors.map((executor) => [executor.kind, executor])),
    mcp,
    sandbox,
  };
}
