/** Tools: the manifest of one, how a call of it ends. The schema is WORKSPACE's manifest v1, with `replay.repeat` added. */
import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';

/** Where a tool runs. No kind ever stands in for another one. */
export const ExecutorKind = z.enum(['inproc_safe', 'sandbox_job', 'mcp_remote', 'openapi_proxy']);
export type ExecutorKind = z.infer<typeof ExecutorKind>;

/** Least that a person has to do before a call runs, weakest first. */
export const ApprovalLevel = z.enum(['none', 'ask_once', 'ask_each', 'typed_confirm']);
export type ApprovalLevel = z.infer<typeof ApprovalLevel>;

/**
 * What may happen when it is not known whether a call took effect.
 * pure: no effect at all, repeated freely. idempotent: repeated with the same key. once: never; the owner is asked.
 */
export const Repeat = z.enum(['pure', 'idempotent', 'once']);
export type Repeat = z.infer<typeof Repeat>;

const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hex digits');
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]),
);
/** JSON Schema 2020-12 of an object. */
const objectSchema: z.ZodType<JsonObject> = z
  .record(z.string(), json)
  .refine((schema) => schema['type'] === 'object', 'a JSON Schema of type "object"');
const secretRef = z.string().regex(/^secret:/, 'a reference such as "secret:github"');

/** Bounds of one job in the sandbox. */
export const JobLimits = z.strictObject({
  wallMs: z.int().min(100).max(3_600_000),
  cpuMs: z.int().min(100).optional(),
  memMiB: z.int().min(16).max(8192),
  pids: z.int().min(1).max(512).optional(),
  fileMiB: z.int().min(1).optional(),
  stdoutKiB: z.int().min(1).max(65_536).optional(),
});
export type JobLimits = z.infer<typeof JobLimits>;

const Executor = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inproc_safe'),
    /** one of the closed set in src/actors/tools */
    handler: z.string().regex(/^builtin:[a-z0-9._-]+$/),
  }),
  z.strictObject({
    kind: z.literal('sandbox_job'),
    /** program and arguments, or `builtin:<name>` alone for a tool that ships with Omega */
    entry: z.array(z.string()).min(1),
    bundle: sha256.optional(),
    runtime: z.enum(['node', 'python', 'sh', 'wasm']).optional(),
    limits: JobLimits,
    mounts: z
      .array(z.strictObject({ src: z.string(), dst: z.string().regex(/^\/box\//), mode: z.enum(['ro', 'rw']) }))
      .optional(),
    exports: z.array(z.string()).optional(),
  }),
  z.strictObject({
    kind: z.literal('mcp_remote'),
    server: z.string(),
    tool: z.string(),
    era: z.enum(['auto', 'legacy', '2026-07-28']).optional(),
    wireSha256: sha256,
  }),
  z.strictObject({
    kind: z.literal('openapi_proxy'),
    document: sha256,
    operationId: z.string(),
    baseUrl: z.string(),
    auth: z.strictObject({ secretRef, in: z.enum(['header', 'query', 'cookie']), name: z.string() }).optional(),
  }),
]);

const Policy = z
  .strictObject({
    scopes: z
      .array(z.string().regex(/^[a-z][a-z0-9_]*(?::[a-z0-9_*./-]+)*:(?:read|write|exec|send|admin)$/))
      .refine((scopes) => new Set(scopes).size === scopes.length, 'each scope once'),
    effects: z.strictObject({
      writes: z.boolean(),
      externalWrites: z.boolean(),
      egress: z.union([
        z.literal(false),
        z.array(z.string().regex(/^[a-z0-9.*-]+:(?:\d{1,5}|\*)$/, 'host:port')).min(1),
      ]),
    }),
    secrets: z.array(secretRef).optional(),
    minApproval: ApprovalLevel.optional(),
    dataClasses: z.array(z.enum(['public', 'personal', 'sensitive', 'secret'])).optional(),
    rate: z.strictObject({ perMinute: z.int().min(1).optional(), perRun: z.int().min(1).optional() }).optional(),
  })
  .refine(
    ({ effects, minApproval }) =>
      !(effects.writes || effects.externalWrites || effects.egress !== false) ||
      (minApproval !== undefined && minApproval !== 'none'),
    { message: 'a tool that writes or reaches out needs minApproval of at least ask_once', path: ['minApproval'] },
  );

/** A tool: what it takes and gives, where it runs, what it may do. The only way to register one. */
export const ToolManifest = z.strictObject({
  manifestVersion: z.literal(1),
  /** publisher.namespace/name */
  id: z
    .string()
    .max(200)
    .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*\/[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'publisher/name in lower case'),
  version: z.string().regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?$/, 'a semantic version'),
  title: z.string().max(80),
  description: z.string().max(4000),
  icons: z
    .array(z.string().regex(/^artifact:sha256:[0-9a-f]{64}$/))
    .max(4)
    .optional(),
  license: z.string().optional(),
  inputSchema: objectSchema,
  outputSchema: objectSchema,
  annotations: z
    .strictObject({
      readOnlyHint: z.boolean().optional(),
      destructiveHint: z.boolean().optional(),
      idempotentHint: z.boolean().optional(),
      openWorldHint: z.boolean().optional(),
    })
    .optional(),
  executor: Executor,
  policy: Policy,
  replay: z
    .strictObject({
      deterministic: z.boolean().optional(),
      mode: z.enum(['recorded', 'reexecute_if_pure', 'never']).optional(),
      /** absent counts as `once` */
      repeat: Repeat.optional(),
    })
    .optional(),
  ui: z
    .strictObject({
      card: z.enum(['generic', 'diff', 'table', 'image', 'terminal', 'chart', 'mcp_app']).optional(),
      resourceUri: z
        .string()
        .regex(/^ui:\/\//)
        .optional(),
      resourceSha256: sha256.optional(),
    })
    .optional(),
  _meta: z.record(z.string(), json).optional(),
});
export type ToolManifest = z.infer<typeof ToolManifest>;

/** How a call failed. */
export const ToolErrorClass = z.enum([
  /** policy or a person said no, or nobody answered in time */
  'denied',
  'timeout',
  'oom',
  /** the program ended with a failure, or was killed */
  'exit',
  /** unknown tool, arguments or result that do not fit their schema */
  'validation',
  /** the other end failed */
  'remote',
  'cancelled',
  /** it is not known whether it happened */
  'lost',
  /** a budget is used up, or the same call came too often */
  'limit',
  /** what it needs is missing on this machine */
  'unavailable',
]);
export type ToolErrorClass = z.infer<typeof ToolErrorClass>;

/** Who published a tool, most trusted first. */
export const ToolTier = z.enum(['core', 'verified', 'community', 'private']);
export type ToolTier = z.infer<typeof ToolTier>;
