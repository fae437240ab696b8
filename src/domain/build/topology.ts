/** Topologies: which agents build a project, one after the other, and what each has to leave behind. */
import { parse, TomlError } from 'smol-toml';
import { z } from 'zod';

/** A check before or after a phase. */
const Check = z.strictObject({
  type: z.enum(['file_exists', 'file_patterns']),
  /** files that must exist, relative to the project */
  paths: z.array(z.string()).default([]),
  /** parts of names, of which some file must have one */
  patterns: z.array(z.string()).default([]),
});
export type Check = z.infer<typeof Check>;

const Phase = z.strictObject({
  name: z.string().min(1).max(64),
  agent: z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u, 'a name of letters, numbers, - and _'),
  model_tier: z.enum(['fast', 'complex']).default('complex'),
  max_turns: z.int().min(1).max(1000).optional(),
  phase_type: z.enum(['standard', 'parse-brief', 'corrective-loop', 'parse-summary']).default('standard'),
  /** which verdict a corrective loop asks for */
  verdict: z.enum(['VERIFICATION', 'REVIEW']).default('VERIFICATION'),
  retry: z
    .strictObject({ max: z.int().min(1).max(10), fix_agent: z.string(), fatal: z.boolean().default(false) })
    .optional(),
  pre_validation: Check.optional(),
  post_validation: z.array(Check).default([]),
});
export type Phase = z.infer<typeof Phase>;

/** A whole topology. */
export const Topology = z.strictObject({
  topology: z.strictObject({
    name: z.string(),
    description: z.string().default(''),
    version: z.union([z.string(), z.number()]).default('1'),
  }),
  phases: z.array(Phase).min(1).max(30),
});
export type Topology = z.infer<typeof Topology>;

/** @returns whether a topology may have this name, which is the name of its folder */
export function isTopologyName(name: string): boolean {
  return /^[\p{L}\p{N}_-]{1,64}$/u.test(name);
}

/**
 * Reads a TOPOLOGY.toml.
 *
 * @returns the topology, or a sentence with the line or key
 */
export function parseTopology(text: string): Topology | { problem: string } {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    return {
      problem: error instanceof TomlError ? `line ${error.line}: ${error.message.split('\n', 1)[0]}` : String(error),
    };
  }
  const read = Topology.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return { problem: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'it is no topology'}` };
}

/** @returns the sentence that says what is missing, or undefined when the check is met */
export function unmet(check: Check, files: readonly string[]): string | undefined {
  const missing = check.paths.find((path) => !files.includes(path));
  if (check.type === 'file_exists') return missing === undefined ? undefined : `${missing} is missing`;
  const names = files.map((path) => path.toLowerCase());
  const met = check.patterns.some((pattern) => names.some((name) => name.includes(pattern.toLowerCase())));
  return met ? undefined : `no file matches ${check.patterns.join(', ')}`;
}
