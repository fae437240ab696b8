/** Port of tool calls, approvals and grants. Writes run inside the host's transaction. */
import type { JsonObject } from '../../json.ts';
import type { Approval, Grant } from '../../tools/policy.ts';
import type { ToolErrorClass } from '../../tools/tool.ts';
import type { ModelImage, ModelToolCall } from '../provider.ts';

/** asked: not settled. ran: the executor has answered, nobody has looked at it yet. The last two are final. */
export type ToolCallState = 'asked' | 'ran' | 'done' | 'error';

/** A tool call of a run. Times in ms since 1970 UTC. */
export interface StoredCall {
  /** idempotency key of everything that is done for it */
  id: string;
  run: string;
  /** conversation */
  key: string;
  /** draft it belongs to: `a`, `s1`, … */
  part: string;
  round: number;
  /** in its round, from 0 */
  place: number;
  /** what the model wrote */
  call: ModelToolCall;
  /** manifest id and version; empty until they were found */
  tool: string;
  version: string;
  /** of tool and canonical arguments: equal calls have equal hashes */
  hash: string;
  state: ToolCallState;
  /** class of the error; empty where there is none */
  error: ToolErrorClass | '';
  /** what the model reads; empty where it lies in an artifact */
  result: string;
  output: JsonObject | null;
  images: ModelImage[];
  /** hash of the artifact that holds the whole result; empty = none */
  artifact: string;
  /** line for the person that says what was done; empty = none */
  line: string;
  /** what let it through without a question: rules or a grant; empty = nothing yet */
  permit: string;
  /** question that was put about it; empty = none */
  approval: string;
  foreign: boolean;
  askedAt: number;
  settledAt: number | null;
}

/** A round: what the model wrote, and the calls it then waited for. */
export interface ModelRound {
  round: number;
  text: string;
  calls: StoredCall[];
}

/** A round before it is stored. */
export interface NewRound {
  run: string;
  key: string;
  part: string;
  round: number;
  text: string;
  calls: readonly { id: string; call: ModelToolCall }[];
}

/** What an executor's answer changes in a call. */
export type RanCall = Pick<StoredCall, 'result' | 'output' | 'images' | 'artifact' | 'line' | 'foreign'>;

/** Rounds and calls. */
export interface ToolCalls {
  /** Adds a round with its calls, each under its own id. */
  addRound(round: NewRound, at: number): void;
  /** oldest first */
  rounds(run: string, part: string): ModelRound[];
  call(id: string): StoredCall | undefined;
  /** All calls of a run, oldest first. */
  callsOf(run: string): StoredCall[];
  /** How many calls a run has made before this one, and how many of them were the very same; one query. */
  countsOf(run: string, call: Pick<StoredCall, 'id' | 'hash'>): { asked: number; settled: number; same: number };
  /** How many calls a round has. */
  sizeOf(round: Pick<StoredCall, 'run' | 'part' | 'round'>): number;
  /** Whether words from outside have come into a run by a call. */
  hasForeign(run: string): boolean;
  identify(id: string, found: Pick<StoredCall, 'tool' | 'version' | 'hash'>): void;
  permit(id: string, permit: string): void;
  question(id: string, approval: string): void;
  ran(id: string, result: RanCall): void;
  settle(
    id: string,
    /** `foreign`: words of the failure come from outside */
    end: { state: 'done' } | { state: 'error'; error: ToolErrorClass; result: string; foreign?: boolean },
    at: number,
  ): void;
}

/** How an approval ends. */
export type ApprovalEnd = Pick<Approval, 'state' | 'answer' | 'scope' | 'words' | 'by' | 'via'>;

/** Where a question was put. */
export interface ApprovalPost {
  channel: string;
  chat: string;
  ref: string;
}

/** Approvals and grants. */
export interface Approvals {
  add(approval: Approval): void;
  get(id: string): Approval | undefined;
  /** The open approval of a code, in any letter case. */
  byCode(code: string): Approval | undefined;
  /** The newest approval that ever had a code. */
  lastOfCode(code: string): Approval | undefined;
  /** Newest first; all persons when `person` is null. */
  list(filter: { person: string | null; pending: boolean; limit: number }): Approval[];
  ofRun(run: string): Approval[];
  /** All open ones that were put in a conversation, oldest first. */
  openIn(key: string): Approval[];
  /** Ends an open approval. @returns false when it has ended already: the first answer wins */
  end(id: string, end: ApprovalEnd, at: number): boolean;
  addPost(id: string, post: ApprovalPost): void;
  posts(id: string): ApprovalPost[];
  addGrant(grant: Grant): void;
  /** Grants that a tool has from any of these holders and that have not run out. */
  grants(holders: readonly string[], tool: string, at: number): Grant[];
  removeGrant(id: string): void;
}

/** The whole port. */
export interface ToolStore extends ToolCalls {
  approvals: Approvals;
}
