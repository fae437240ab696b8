/** Port through which MCP clients of the owner use Omega: what they may ask for, and who answers. */
import type { JsonObject } from '../../json.ts';

/** The tools that are offered to clients. */
export const DOOR_TOOLS = ['ask', 'search_memory', 'send_message', 'list_runs', 'get_run'] as const;
export type DoorTool = (typeof DOOR_TOOLS)[number];

/** A run as a resource. */
export interface DoorRun {
  id: string;
  title: string;
}

/** Answers clients; the arguments have been checked by their schema. */
export interface McpDoor {
  /** @throws Error with a sentence that the client may read */
  use(tool: DoorTool, args: JsonObject, signal: AbortSignal): Promise<JsonObject>;
  /** the newest runs */
  runs(): Promise<DoorRun[]>;
}
