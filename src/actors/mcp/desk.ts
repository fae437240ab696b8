/** Looks after MCP servers for their owner: states, tools, trying, agreeing. */
import { OmegaError } from '../../contracts/errors.ts';
import type { McpServer } from '../../contracts/mcp/servers.ts';
import type { ToolExecutor } from '../../contracts/ports/tools/executor.ts';
import type { DurableHost } from '../../contracts/ports/durable-host.ts';
import type { McpDesk, McpServerView, McpToolView } from '../../contracts/ports/mcp/desk.ts';
import { offerNow } from './source.ts';
import type { AgentPorts } from '../agent-ports.ts';
import { consented, requestConsent } from './consent.ts';
import { addressOf, keyOf, serverOf, type McpParts } from './parts.ts';

/** What the desk needs. */
export interface DeskParts extends McpParts {
  peek: AgentPorts['peek'];
  submit: DurableHost['submit'];
  executor: ToolExecutor;
  newId: () => string;
}

function stateOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [inner] = Object.values(value as Record<string, unknown>);
  return stateOf(inner ?? '');
}

function viewOf(parts: DeskParts, server: McpServer): McpServerView {
  const { name, enabled, skill } = server;
  const actor = parts.peek(addressOf(name));
  const catalogue = parts.store.current(keyOf(server));
  const peer = catalogue && `${catalogue.peer.name} ${catalogue.peer.version}, ${catalogue.peer.protocol}`;
  const message = actor?.context['message'];
  return {
    name,
    state: enabled && actor !== undefined ? stateOf(actor.value) : 'disabled',
    detail: typeof message === 'string' ? message : '',
    peer: peer ?? '',
    tools: catalogue?.tools.length ?? 0,
    waiting: parts.store.waiting(keyOf(server)).length,
    skill: skill?.name ?? '',
    lines: parts.host.lines(name),
  };
}

/** @throws OmegaError mcp.not_configured */
function known(parts: McpParts, name: string): McpServer {
  const server = serverOf(parts, name);
  if (server !== undefined) return server;
  throw new OmegaError('mcp.not_configured', `There is no server "${name}" in mcp.json.`);
}

function toolsOf(parts: DeskParts, name: string): McpToolView[] {
  const server = known(parts, name);
  const { tools } = offerNow(parts, undefined);
  const waiting = new Map(parts.store.waiting(keyOf(server)).map((tool) => [tool.name, tool.reason]));
  return (parts.store.current(keyOf(server))?.tools ?? []).map(({ name: tool, raw }) => {
    const offer = tools.find(
      ({ manifest: { executor } }) =>
        executor.kind === 'mcp_remote' && executor.server === name && executor.tool === tool,
    );
    const reason = waiting.get(tool);
    const { description } = raw;
    return {
      name: tool,
      modelName: offer?.modelName ?? '',
      description: offer?.manifest.description ?? (typeof description === 'string' ? description : ''),
      approval: offer?.manifest.policy.minApproval ?? '',
      held: offer !== undefined ? '' : (reason ?? 'refused'),
    };
  });
}

/** Builds the desk. */
export function mcpDesk(parts: DeskParts): McpDesk {
  return {
    servers: () => parts.servers().map((server) => viewOf(parts, server)),
    warnings: () => offerNow(parts, undefined).warnings,
    tools: (name) => toolsOf(parts, name),
    waiting: (name, tool) =>
      requestConsent(parts, known(parts, name).name, tool).map(({ tool: one, reason, wire, card }) => ({
        tool: one,
        reason,
        wire,
        card,
      })),
    consent: (name, agreed) => {
      const { name: server } = known(parts, name);
      return parts.submit((tx) =>
        consented(
          parts,
          { server, agreed },
          { at: tx.at, post: (address, event, dedupe) => tx.post(address, event, dedupe) },
        ),
      );
    },
    async reconnect(name) {
      const { name: server } = known(parts, name);
      const id = `mcp.start:${server}:${parts.newId()}`;
      await parts.submit((tx) => tx.post(addressOf(server), { type: 'mcp.start' }, id));
    },
    async try(name, tool, args, signal) {
      known(parts, name);
      const offer = offerNow(parts, undefined).tools.find(
        ({ manifest: { executor } }) =>
          executor.kind === 'mcp_remote' && executor.server === name && executor.tool === tool,
      );
      if (offer === undefined)
        throw new OmegaError('tool.unknown', `"${name}" offers no tool "${tool}"; omega mcp tools ${name} lists them.`);
      const call = {
        id: `try:${parts.newId()}`,
        run: '',
        conversation: 'web:owner',
        person: 'owner',
        manifest: offer.manifest,
        args,
        place: { workspace: '', mode: 'sandbox', egress: [] } as const,
      };
      return parts.executor.run(call, { attempt: 1, recovered: false, signal, progress: () => undefined });
    },
  };
}
