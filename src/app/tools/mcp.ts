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
import type { McpServer } from '../../contracts/mcp/servers.ts';
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
import { mcpServers, type McpChange } from './mcp-servers.ts';
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
  /** Tells every server that is or was set up whether it is wanted; before the host starts. @param id makes a repeat harmless */
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

type Drive = { host: DurableHost; ports: Pick<AgentPorts, 'peek'>; newId: () => string };

/** Tells the actors of servers what they are to do; before there is a host, nothing is told. */
class Driver {
  readonly #waking = new Map<string, number>();
  readonly #log: Log;
  #drive: Drive | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  attach(drive: Drive): void {
    this.#drive = drive;
  }

  /** What it was attached to. @throws Error before that */
  get drive(): Drive {
    if (this.#drive === undefined) throw new Error('the desk is opened before its host is there');
    return this.#drive;
  }

  async tell(name: string, type: 'mcp.start' | 'mcp.stop', id: string): Promise<void> {
    await this.#drive?.host.dispatch(addressOf(name), { type }, `${type}:${name}:${id}`);
  }

  /** Tells one while nobody waits for it. */
  #mention(name: string, type: 'mcp.start' | 'mcp.stop', id: string): void {
    this.tell(name, type, id).catch((error: unknown) =>
      this.#log('warn', 'mcp.untold', { server: name, type, error: String(error) }),
    );
  }

  /** Tells all that a change of mcp.json concerns. */
  follow({ start, stop }: McpChange): void {
    const id = this.#drive?.newId() ?? '';
    for (const name of start) this.#mention(name, 'mcp.start', id);
    for (const name of stop) this.#mention(name, 'mcp.stop', id);
  }

  /** Asked for in every turn until the server is there; told once a minute. */
  wake(name: string): void {
    const minute = Math.floor(Date.now() / 60_000);
    if (this.#waking.get(name) === minute) return;
    this.#waking.set(name, minute);
    this.#mention(name, 'mcp.start', `skill:${minute}`);
  }
}

/** Builds it; nothing runs before `post`. */
export function buildMcp(given: McpOptions): McpWiring {
  const { store, skills, taken, log, start, ask = () => Promise.resolve({ action: 'decline' as const }) } = given;
  const { home, env } = given.options;
  const auth = authOf(home);
  const host = mcpHost({ version: packageVersion(), auth, ...(start === undefined ? {} : { start }) });
  const driver = new Driver(log);
  const own = mcpServers({ file: mcpFile(home), env, log, changed: (change) => driver.follow(change) });
  const servers = (): McpServer[] => {
    const now = own.now();
    return [...now, ...brought(skills(), new Set(now.map(({ name }) => name)))];
  };
  const parts: McpParts = { host, store, taken, servers };
  const executor = mcpRemote({
    host,
    pinned: (server, tool, signal) => pinnedTool(parts, { server, tool, now: Date.now() }, signal),
    problems: schemaProblems,
    ask,
  });
  return {
    parts,
    executor,
    source: mcpSource(parts, (name) => driver.wake(name)),
    activities: (ports) => [linkServer(ports, parts), checkServer(parts), tellServer(ports, parts)],
    attach: (durable, ports, newId) => driver.attach({ host: durable, ports, newId }),
    async post(known, id) {
      const wanted = new Set(own.now().flatMap(({ enabled, name }) => (enabled ? [name] : [])));
      const all = new Set([...known, ...wanted]);
      await Promise.all([...all].map((name) => driver.tell(name, wanted.has(name) ? 'mcp.start' : 'mcp.stop', id)));
    },
    desk() {
      const { host: durable, ports, newId } = driver.drive;
      return mcpDesk({ ...parts, executor, newId, peek: ports.peek, submit: (work) => durable.submit(work) });
    },
    serve: (door) => mcpOverHttp(door, packageVersion()),
  };
}
