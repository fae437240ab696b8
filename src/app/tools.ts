/** Wiring of tools: which there are, what carries them out, and the rules about them. */
import { insideTools } from '../actors/tools/inside/index.ts';
import { toolbox, type Toolbox } from '../actors/tools/toolbox.ts';
import type { StartOptions } from '../contracts/app.ts';
import type { ToolExecutor } from '../contracts/ports/executor.ts';
import type { PolicyPort } from '../contracts/ports/policy.ts';
import type { ExecutorKind } from '../contracts/tool.ts';
import { compilePolicy } from '../domain/policy/compile.ts';
import { decide } from '../domain/policy/decide.ts';
import { ASK_THE_REST, DEFAULT_RULES } from '../domain/policy/defaults.ts';

/** What tools are made of. */
export interface ToolParts {
  toolbox: Toolbox;
  policy: PolicyPort;
  executors: ReadonlyMap<ExecutorKind, ToolExecutor>;
}

/** The rules that hold without any file. */
export function defaultPolicy(): PolicyPort {
  const rules = compilePolicy(DEFAULT_RULES, ASK_THE_REST);
  return { decide: (request, grants, at) => decide(request, rules, grants, at), hash: () => 'default' };
}

/** Builds them. */
export function buildTools(_options: StartOptions): ToolParts {
  return { toolbox: toolbox([insideTools]), policy: defaultPolicy(), executors: new Map() };
}
