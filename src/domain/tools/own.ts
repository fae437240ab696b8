/** Manifests of the tools that work on what Omega itself keeps: one maker, so that all of them read alike. */
import { z } from 'zod';
import type { JsonObject } from '../../contracts/json.ts';
import { ToolManifest } from '../../contracts/tools/tool.ts';

/** What makes one of our own tools. */
export interface OwnTool {
  /** as the model calls it; the id is `omega/<name>` */
  name: string;
  title: string;
  description: string;
  input: z.ZodType;
  scopes: string[];
  /** reaches somebody; asked for */
  sends?: boolean;
  dataClasses?: ToolManifest['policy']['dataClasses'];
}

/** A JSON Schema without the words that only identify it. */
export function schemaOf(type: z.ZodType): JsonObject {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as JsonObject & {
    $schema?: string;
  };
  return schema;
}

/** Makes the manifest. */
export function ownManifest({ name, title, description, input, scopes, sends, dataClasses }: OwnTool): ToolManifest {
  return ToolManifest.parse({
    manifestVersion: 1,
    id: `omega/${name}`,
    version: '1.0.0',
    title,
    description,
    inputSchema: schemaOf(input),
    outputSchema: { type: 'object' },
    executor: { kind: 'inproc_safe', handler: `builtin:${name}` },
    policy: {
      scopes,
      effects: { writes: false, externalWrites: sends === true, egress: false },
      ...(sends === true ? { minApproval: 'ask_once' } : {}),
      ...(dataClasses === undefined ? {} : { dataClasses }),
    },
    replay: { repeat: sends === true ? 'once' : 'idempotent' },
  });
}
