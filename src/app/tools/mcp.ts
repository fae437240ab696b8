/** Wiring of MCP: the servers of mcp.json and of skills, what drives them, and the way clients use Omega. */
import { checkServer } from '../../actors/activities/mcp/check-server.ts';
import { linkServer } from '../../actors/activities/mcp/link-server.ts';
import { tellServer } from '../../actors/activities/mcp/tell-server.ts';
import type { AnyActivity } from '../../actors/activity.ts';
import type { AgentPorts } from '../../actors/agent-ports.ts';
import { mcpDesk } from '../../actors/mcp/desk.ts';
import { addressOf, type McpParts } from '../../actors/mcp/parts.ts';
import { pinnedTool } from '../../actors/mcp/pinned-tool.ts';
import { mcpSource } from '../../actors/mcp/source.ts';
import { wireOf } from '../../actors/mcp/wire.ts';
import type { ToolSource } from '../../actors/tools/toolbox.ts';
import { mcpRemote, type McpRemoteOptions } from '../../adapters/executors/mcp-remote/index.ts';
import { mcpHost, type StartProgram } from '../../adapters/mcp/client/index.ts';
import { mcpFile } from '../../adapters/mcp/config/index.ts';
import { mcpOverHttp } from '../../adapters/mcp/server/index.ts';
import type { StartOptions } from '../../contracts/app.ts';
import type { McpServer, McpSetup } from '../../contracts/mcp/servers.ts';
import type { DurableHost } from '../../contracts/ports/durable-host.ts';
import type { ToolExecutor } from '../../contracts/ports/tools/executor.ts';
import type { Log } from '../../contracts/ports/system/log.ts';
import type { McpDesk } from '../../contracts/ports/mcp/desk.ts';
import type { McpDoor } from '../../contracts/ports/mcp/door.ts';
import type { McpStore } from '../../contracts/ports/stores/mcp-store.ts';
import { serversOfSkills } from '../../domain/mcp/skill-servers.ts';
import type { Skill } from '../../domain/skills/parse.ts';
import { schemaProblems } from '../../domain/tools/schema.ts';
import { packageVersion } from '../../setup.ts';
import { authOf } from './mcp-sign-in.ts';

/** What MCP is made of. */
export interface McpOptions {
  options: Pick<StartOptions, 'home' | 'env'>;
  /** on the connection that writes */
  store: McpStore;
  /** skills that are usable on this machine */
  skills: () => readonly Skill[];
  /** names and ids of tools that ship with Omega */
  taken: () => ReadonlySet<string>;
  log: Log;
  /** starts programs of servers, e.g. in the sandbox; default: plainly */
  start?: StartProgram;
  /** puts a question of a server to a person; default: declined */
  ask?: McpRemoteOptions['ask'];
}

/** What the rest of the wiring uses. */
export interface McpWiring {
  /** for the list of activities */
  activities: (ports: AgentPorts) => AnyActivity[];
  /** for the toolbox */
  source: ToolSource;
  /** for the executors, kind mcp_remote */
  executor: ToolExecutor;
  parts: McpParts;
  /** Gives the wiring its host: to be called once the host is there, before it starts. */
  attach(host: DurableHost, ports: Pick<AgentPorts, 'peek'>, newId: () => string): void;
  /** Tells every server that is or was set up whether it is wanted; before the host starts, and after mcp.json has changed. @param id makes a repeat harmless */
  post(known: readonly string[], id: string): Promise<void>;
  desk(): McpDesk;
  /** for the HTTP server */
  serve: (door: McpDoor) => (request: Request) => Promise<Response>;
}

/** Servers that skills bring, as servers; they are started when a question is about the skill. */
function brought(skills: readonly Skill[], taken: ReadonlySet<string>): McpServer[] {
  return serversOfSkills(skills, taken).map(({ name, command, args, egress = [], skill, triggers }) => ({
    name,
    way: { kind: 'stdio', command, args, env: {}, ...(egress.length === 0 ? {} : { egress }) },
    era: 'auto',
    enabled: true,
    timeoutMs: 60_000,
    identity: wireOf(egress.length === 0 ? [command, args] : [command, args, egress]),
    skill: { name: skill, triggers },
  }));
}

function read({ options: { home, env }, log }: McpOptions): McpSetup {
  const setup = mcpFile(home).load(env);
  for (const problem of setup.problems) log('error', 'mcp.config', { problem });
  for (const warning of setup.warnings) log('warn', 'mcp.config', { warning });
  return setup;
}

/** Builds it; nothing runs before `post`. */
export function buildMcp(given: McpOptions): McpWiring {
  const { store, skills, taken, start, ask = () => Promise.resolve({ action: 'decline' as const }) } = given;
  const auth = authOf(given.options.home);
  const host = mcpHost({ version: packageVersion(), auth, ...(start === undefined ? {} : { start }) });
  let setup = read(given);
  let drive: { host: DurableHost; ports: Pick<AgentPorts, 'peek'>; newId: () => string } | undefined;
  const own = (): Set<string> => new Set(setup.servers.map(({ name }) => name));
  const parts: McpParts = { host, store, taken, servers: () => [...setup.servers, ...brought(skills(), own())] };
  const executor = mcpRemote({
    host,
    pinned: (server, tool, signal) => pinnedTool(parts, { server, tool, now: Date.now() }, signal),
    problems: schemaProblems,
    ask,
  });
  const tell = (name: string, type: 'mcp.start' | 'mcp.stop', id: string): Promise<boolean> =>
    drive?.host.dispatch(addressOf(name), { type }, `${type}:${name}:${id}`) ?? Promise.resolve(false);
  const waking = new Map<string, number>();
  const wake = (name: string): void => {
    // Asked for in every turn until it is there; told once a minute.
    const minute = Math.floor(Date.now() / 60_000);
    if (waking.get(name) === minute) return;
    waking.set(name, minute);
    void tell(name, 'mcp.start', `skill:${minute}`);
  };
  return {
    parts,
    executor,
    source: mcpSource(parts, wake),
    activities: (ports) => [linkServer(ports, parts), checkServer(parts), tellServer(ports, parts)],
    attach: (durable, ports, newId) => {
      drive = { host: durable, ports, newId };
    },
    async post(known, id) {
      setup = read(given);
      const wanted = new Set(setup.servers.filter(({ enabled }) => enabled).map(({ name }) => name));
      const all = new Set([...known, ...wanted]);
      await Promise.all([...all].map((name) => tell(name, wanted.has(name) ? 'mcp.start' : 'mcp.stop', id)));
    },
    desk() {
      if (drive === undefined) throw new Error('the desk is opened before its host is there');
      const { host: durable, ports, newId } = drive;
      return mcpDesk({ ...parts, executor, newId, peek: ports.peek, submit: (work) => durable.submit(work) });
    },
    serve: (door) => mcpOverHttp(door, packageVersion()),
  };
}
