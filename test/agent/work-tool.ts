/** A tool of the sandbox's kind whose work is done in the test. */
import type { OfferedTool } from '../../src/actors/tools/toolbox.ts';
import { coreTool } from '../../src/app/tools/tools.ts';
import type { JsonObject } from '../../src/contracts/json.ts';
import { ToolManifest, type Repeat } from '../../src/contracts/tools/tool.ts';

/** What of the manifest is not as usual. */
export interface WorkToolOptions {
  inputSchema?: JsonObject;
  outputSchema?: JsonObject;
  policy?: Partial<ToolManifest['policy']>;
}

/** Makes the tool. One that is not pure writes the workspace and is asked for once; it takes a path. */
export function workTool(name: string, repeat: Repeat, options: WorkToolOptions = {}): OfferedTool {
  const writes = repeat !== 'pure';
  const path = { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] };
  return coreTool(
    ToolManifest.parse({
      manifestVersion: 1,
      id: `omega/${name}`,
      version: '1.0.0',
      title: `Tool ${name}`,
      description: `Does ${name}.`,
      inputSchema: options.inputSchema ?? path,
      outputSchema: options.outputSchema ?? { type: 'object' },
      executor: { kind: 'sandbox_job', entry: [`builtin:${name}`], limits: { wallMs: 1000, memMiB: 64 } },
      policy: {
        scopes: [writes ? 'fs:workspace:write' : 'fs:workspace:read'],
        effects: { writes, externalWrites: false, egress: false },
        ...(writes ? { minApproval: 'ask_once' } : {}),
        ...options.policy,
      },
      replay: { repeat },
    }),
  );
}
