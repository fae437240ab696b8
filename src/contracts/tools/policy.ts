/** Policy: rules, what is asked of them, what they decide; approvals and what they grant. */
import { z } from 'zod';
import type { JsonObject } from '../json.ts';
import { RUN_EVENT_ORIGINS, type RunEventOrigin } from '../run-event.ts';
import { ApprovalLevel, ExecutorKind, ToolTier, type ToolManifest } from './tool.ts';

/** deny > ask > allow */
export const PolicyEffect = z.enum(['deny', 'ask', 'allow']);
export type PolicyEffect = z.infer<typeof PolicyEffect>;

/** What has to happen beside a call. */
export const Obligation = z.enum(['redact_result', 'dry_run_first', 'notify_owner', 'rate', 'no_memory_write']);
export type Obligation = z.infer<typeof Obligation>;

const json = z.json();

/**
 * A rule of `policy.yaml`. It allows only what it covers whole, all scopes and hosts of a call; a deny counts for a part.
 * Globs: `*` is any text.
 */
export const PolicyRule = z.strictObject({
  id: z.string().min(1).max(100),
  effect: PolicyEffect,
  level: ApprovalLevel.exclude(['none']).optional(),
  match: z.strictObject({
    /** person or conversation, e.g. `owner`, `telegram:42` */
    principal: z.string().default('*'),
    /** tool id, e.g. `omega/bash`, `mcp.github/*` */
    tool: z.string().default('*'),
    executor: z.array(ExecutorKind).optional(),
    scopes: z.array(z.string()).default(['*']),
    tier: z.array(ToolTier).optional(),
    origin: z.array(z.enum(RUN_EVENT_ORIGINS)).optional(),
    tainted: z.boolean().optional(),
    /** host:port globs that cover all hosts of the call */
    egress: z.array(z.string()).optional(),
    /** on the arguments, by JSON Pointer (RFC 6901) */
    args: z
      .array(
        z.strictObject({
          pointer: z.string().regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'a JSON Pointer'),
          op: z.enum(['eq', 'in', 'lt', 'gt', 'prefix', 'glob']),
          value: json,
        }),
      )
      .optional(),
    /** project the rule belongs to */
    project: z.string().optional(),
  }),
  until: z.iso.datetime({ offset: true }).optional(),
  obligations: z.array(Obligation).optional(),
});
export type PolicyRule = z.infer<typeof PolicyRule>;

/** Where a rule comes from; `floor` cannot be loosened by any other layer. */
export type PolicyLayer = 'floor' | 'manifest' | 'default' | 'user' | 'project';

/** A rule with its layer. */
export interface LayeredRule extends PolicyRule {
  layer: PolicyLayer;
}

/** How far a yes reaches. */
export const GrantScope = z.enum(['once', 'run', 'project']);
export type GrantScope = z.infer<typeof GrantScope>;

/** A yes that covers more than one call. It never covers a `typed_confirm`. */
export interface Grant {
  id: string;
  scope: Exclude<GrantScope, 'once'>;
  /** run id, or `person|project` (the project may be empty) */
  holder: string;
  tool: string;
  version: string;
  /** what of the arguments it is bound to, e.g. the program of a command, the host of a request; see {@link PolicyRequest.subject} */
  subject: string;
  approval: string;
  at: number;
  /** ms since 1970 UTC */
  until: number | null;
}

/** One call, as policy sees it. */
export interface PolicyRequest {
  /** person on whose behalf, e.g. `owner`, `telegram:42` */
  principal: string;
  conversation: string;
  run: string;
  project: string;
  tool: string;
  version: string;
  executor: ExecutorKind;
  tier: ToolTier;
  scopes: readonly string[];
  effects: ToolManifest['policy']['effects'];
  minApproval: ApprovalLevel;
  /** hosts this very call reaches, host:port in lower case */
  egress: readonly string[];
  dataClasses: readonly string[];
  /** who set the run off */
  origin: RunEventOrigin;
  /** words of a web page, an MCP server or a stranger are in the context of the run */
  tainted: boolean;
  /** validated arguments */
  args: JsonObject;
  /** what a grant for more than one call is bound to */
  subject: string;
}

/** What policy says. */
export interface PolicyDecision {
  effect: PolicyEffect;
  /** for `ask` */
  level: Exclude<ApprovalLevel, 'none'> | null;
  /** ids of the rules that decided, with their layer in front: `floor:writes` */
  rules: string[];
  obligations: Obligation[];
  /** grant that turned an ask into an allow */
  grant: string | null;
}

/** State of an approval. The last three are final. */
export type ApprovalState = 'pending' | 'resolved' | 'expired' | 'withdrawn';

/** What an approval is about. */
export type ApprovalKind =
  /** may this call run */
  | 'call'
  /** this call may have happened; may it run again */
  | 'uncertain'
  /** a question of the model, with words for an answer */
  | 'question'
  /** an MCP server asks for input, or its tools have changed */
  | 'elicitation'
  | 'consent';

/** A durable question to the owner. Bound to the hash of what is asked; used once. */
export interface Approval {
  id: string;
  /** short, for people to type: letters and digits */
  code: string;
  kind: ApprovalKind;
  state: ApprovalState;
  run: string;
  /** conversation the question was put in */
  key: string;
  person: string;
  project: string;
  tool: string;
  version: string;
  /** hex SHA-256 of tool, version, canonical arguments, policy hash and run */
  hash: string;
  level: Exclude<ApprovalLevel, 'none'>;
  rules: string[];
  subject: string;
  /** what will really happen, for people: see ApprovalCard */
  card: ApprovalCard;
  answer: 'yes' | 'no' | null;
  scope: GrantScope | null;
  /** reason of a no, or the words of an answer */
  words: string;
  /** who answered, where */
  by: string;
  via: string;
  createdAt: number;
  expiresAt: number;
  answeredAt: number | null;
}

/** What a person sees before they answer; plain text, never shortened so that something hides. */
export interface ApprovalCard {
  /** one line */
  title: string;
  /** label and value, e.g. `folder`, `host`, `to` */
  facts: { label: string; value: string }[];
  /** command, body or diff, as it will be used */
  body: string;
  /** how the body is to be shown */
  form: 'text' | 'diff' | 'terminal' | 'json';
  /** why it is asked: rule ids */
  why: string[];
  /** words to choose from; empty = yes or no */
  choices: string[];
}
