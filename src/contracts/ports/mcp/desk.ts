/** Port for looking after MCP servers: what they are up to, what they offer, trying a tool, agreeing to changes. */
import type { JsonObject } from '../../json.ts';
import type { ApprovalCard } from '../../tools/policy.ts';
import type { ToolOutput } from '../tools/executor.ts';

/** A server as a person sees it. */
export interface McpServerView {
  name: string;
  /** state of its machine, e.g. connecting, healthy, quarantined, backingOff, misconfigured, disabled */
  state: string;
  /** why it is in that state; empty when all is well */
  detail: string;
  /** who answers and in which protocol; empty before it was reached */
  peer: string;
  tools: number;
  /** tools that wait for the owner */
  waiting: number;
  /** skill that brings it; empty for those of mcp.json */
  skill: string;
  /** what it wrote last for people */
  lines: readonly string[];
}

/** A tool as a person sees it. */
export interface McpToolView {
  /** as the server calls it */
  name: string;
  /** as models call it; empty where it is not offered */
  modelName: string;
  description: string;
  /** least a person has to do before it runs; empty where it is not offered */
  approval: string;
  /** why it is not offered; empty where it is */
  held: string;
}

/** A question for the owner's yes. */
export interface McpConsentView {
  tool: string;
  reason: 'added' | 'changed';
  wire: string;
  card: ApprovalCard;
}

/** The desk. */
export interface McpDesk {
  servers(): McpServerView[];
  /** warnings about what servers say of their tools */
  warnings(): string[];
  /** @throws OmegaError mcp.not_configured */
  tools(server: string): McpToolView[];
  waiting(server: string, tool?: string): McpConsentView[];
  /** Agrees to exactly these hashes. @returns names of the tools agreed to */
  consent(server: string, agreed: readonly string[]): Promise<string[]>;
  /** Connects a server anew, e.g. after its owner has signed in. @throws OmegaError mcp.not_configured */
  reconnect(server: string): Promise<void>;
  /** Calls a tool for its owner, past any model. @throws OmegaError tool.*, mcp.* */
  try(server: string, tool: string, args: JsonObject, signal: AbortSignal): Promise<ToolOutput>;
}
