/** Settings of tools: where they work, how much of them an answer may use, who may say yes. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AgentSettings } from '../../actors/agent-ports.ts';
import type { Config } from '../../contracts/config.ts';
import type { WorkPlace } from '../../contracts/ports/tools/executor.ts';
import type { SandboxMode } from '../../contracts/ports/tools/sandbox.ts';

/** Millionths of a dollar in a cent. */
const CENT = 10_000;
/** Tokens of results that a model reads again in one turn. */
const TRANSCRIPT_TOKENS = 60_000;

/** The folder tools work in. */
export function workspaceOf(home: string, { tools }: Pick<Config, 'tools'>): string {
  return tools.workspace === '' ? join(home, 'workspace') : resolve(tools.workspace);
}

function placesOf(home: string, config: Config): (project: string) => WorkPlace {
  const root = workspaceOf(home, config);
  const modes = new Map(
    config.tools.project_modes.map((line) => {
      const at = line.lastIndexOf('=');
      return [line.slice(0, at), line.slice(at + 1) as SandboxMode];
    }),
  );
  return (project) => {
    const workspace = project === '' ? root : join(root, 'projects', project);
    mkdirSync(workspace, { recursive: true, mode: 0o700 });
    return { workspace, mode: modes.get(project) ?? config.tools.mode, egress: config.tools.egress };
  };
}

/** Computes them. The owner is whoever sits at this machine, and the first person who is let in on Telegram. */
export function toolSettings(home: string, config: Config): Pick<AgentSettings, 'tools'> {
  const { tools, channel } = config;
  const first = channel.telegram.allowed_users.find((user) => /^\d+$/.test(user));
  const owners = new Set(['owner', ...(first === undefined ? [] : [`telegram:${first}`])]);
  return {
    tools: {
      enabled: tools.enabled,
      bounds: { calls: tools.calls, minutes: tools.minutes, tokens: tools.tokens, cost: tools.cents * CENT },
      approvalMs: tools.approval_minutes * 60_000,
      transcriptTokens: TRANSCRIPT_TOKENS,
      place: placesOf(home, config),
      isOwner: (person) => owners.has(person),
    },
  };
}
