/** From a tool as a server describes it to the manifest policy and models see. What a server says of itself never loosens anything. */
import type { Json, JsonObject } from '../../contracts/json.ts';
import type { McpEra, McpTool } from '../../contracts/mcp/servers.ts';
import { ToolManifest, type ApprovalLevel } from '../../contracts/tools/tool.ts';
import { modelName, toolId } from './name.ts';
import { scanSchema, scanText } from './scan.ts';

/** Largest description of one tool, characters of JSON; more is refused. */
const MOST = 65_536;

/** What is known of its server. */
export interface ServerFacts {
  name: string;
  era: McpEra;
  /** host:port it is reached at; null for a program on this machine */
  host: string | null;
}

/** A tool that may be offered, or why it may not. */
export type Mapped =
  | { manifest: ToolManifest; modelName: string; warnings: string[] }
  | { problem: string; warnings: string[] };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

interface Hints {
  readOnlyHint?: boolean;
  destructiveHint?: boolean;
  idempotentHint?: boolean;
  openWorldHint?: boolean;
}

function hintsOf(value: Json | undefined): Hints {
  const given = isObject(value) ? value : {};
  const keys = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;
  return Object.fromEntries(keys.filter((key) => typeof given[key] === 'boolean').map((key) => [key, given[key]]));
}

/**
 * The least a person has to do. Without hints the protocol counts a tool as destructive, and so does this; a tool that
 * calls itself read-only is still asked for once.
 */
export function levelOf({ readOnlyHint, destructiveHint, openWorldHint }: Hints): ApprovalLevel {
  if (readOnlyHint === true) return 'ask_once';
  return destructiveHint !== false || openWorldHint === true ? 'ask_each' : 'ask_once';
}

function policyOf({ name, host }: ServerFacts, hints: Hints): ToolManifest['policy'] {
  const scope = name.toLowerCase().replaceAll(/[^a-z0-9_-]/g, '_');
  return {
    scopes: [`mcp:${scope}:exec`],
    effects: { writes: false, externalWrites: hints.readOnlyHint !== true, egress: host === null ? false : [host] },
    minApproval: levelOf(hints),
  };
}

/** Maps one tool. Never throws. */
export function manifestOf(server: ServerFacts, { name, wire, raw }: McpTool): Mapped {
  const size = JSON.stringify(raw).length;
  if (size > MOST)
    return { problem: `${name}: its description has ${size} characters, up to ${MOST} are read`, warnings: [] };
  const { inputSchema, outputSchema } = raw;
  if (!isObject(inputSchema)) return { problem: `${name}: it does not say what it takes`, warnings: [] };
  const title = scanText(textOf(raw['title']) || name, `${name}, title`);
  const description = scanText(textOf(raw['description']), `${name}, description`);
  const input = scanSchema(inputSchema, `${name}, inputSchema`);
  const output = isObject(outputSchema) && outputSchema['type'] === 'object' ? outputSchema : { type: 'object' };
  const hints = hintsOf(raw['annotations']);
  const warnings = [...title.warnings, ...description.warnings, ...input.warnings];
  const parsed = ToolManifest.safeParse({
    manifestVersion: 1,
    id: toolId(server.name, name),
    version: `0.0.0-${wire.slice('sha256:'.length, 'sha256:'.length + 12)}w`,
    title: title.value.slice(0, 80),
    description: description.value,
    inputSchema: input.value,
    outputSchema: scanSchema(output, `${name}, outputSchema`).value,
    annotations: hints,
    executor: { kind: 'mcp_remote', server: server.name, tool: name, era: server.era, wireSha256: wire },
    policy: policyOf(server, hints),
    replay: { mode: 'recorded', repeat: hints.idempotentHint === true ? 'idempotent' : 'once' },
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not usable'}`, warnings };
  }
  return { manifest: parsed.data, modelName: modelName(server.name, name), warnings };
}
