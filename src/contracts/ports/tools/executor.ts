/** Port of what carries out tool calls. Only the gate (src/actors/tools/gate.ts) may run one. Contract suite: test/contract/executor.contract.ts. */
import type { JsonObject } from '../../json.ts';
import type { ExecutorKind, ToolManifest } from '../../tools/tool.ts';
import type { ModelImage } from '../provider.ts';
import type { EgressAttempt, SandboxMode } from './sandbox.ts';

/** One call that may run. */
export interface ToolCall {
  /** unique; the idempotency key, the same on every attempt */
  id: string;
  run: string;
  conversation: string;
  person: string;
  manifest: ToolManifest;
  /** validated against the manifest */
  args: JsonObject;
  /** where it may work */
  place: WorkPlace;
}

/** Folder and rights of a call. */
export interface WorkPlace {
  /** absolute path of the workspace of the project */
  workspace: string;
  mode: SandboxMode;
  /** hosts that policy and person have agreed to, host:port globs */
  egress: readonly string[];
}

/** How a call is being carried out. */
export interface ExecutionContext {
  /** 1 on the first attempt */
  attempt: number;
  /** an earlier attempt may have got through */
  recovered: boolean;
  signal: AbortSignal;
  /** tells how far it is; words for the person who waits */
  progress(words: string): void;
}

/** What a call gave. */
export interface ToolOutput {
  /** fits the manifest's outputSchema */
  output: JsonObject;
  /** what the model reads; without it the output as JSON */
  text?: string;
  images?: ModelImage[];
  /** words of it come from outside (a page, a server): they taint the run */
  foreign?: boolean;
  /** what happened on the network */
  egress?: readonly EgressAttempt[];
}

/** Carries out calls of one kind. */
export interface ToolExecutor {
  readonly kind: ExecutorKind;
  /**
   * Runs one call.
   *
   * @throws OmegaError `tool.*`; when the signal is aborted, its reason
   */
  run(call: ToolCall, context: ExecutionContext): Promise<ToolOutput>;
}
