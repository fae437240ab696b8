/** What became of the tool calls of a run, and who let them through: read from its events. */
import type { RunEvent } from '../../contracts/run-event.ts';

/** Who or what decided about a call; empty when it never came to that. */
export type DecidedBy = 'rules' | 'grant' | 'yes' | 'no' | 'expired' | 'withdrawn' | '';

/** One call as it ended. */
export interface ToldCall {
  tool: string;
  /** class of the error; empty when it worked */
  error: string;
  ms: number;
  decided: DecidedBy;
  /** person who answered, and where; empty = nobody was asked */
  who: string;
  /** rules that decided or made it a question, with their layer */
  rules: string;
}

interface Payload {
  type?: string;
  tool_call_id: string;
  approval_id: string;
  tool: string;
  class: string;
  ms: number;
  rules: string[];
  grant: string | null;
  answer: 'yes' | 'no';
  by: string;
  via: string;
}

type Decision = Pick<ToldCall, 'decided' | 'who' | 'rules'>;

/** Reads the events of one run in their order. */
export class ToldCalls {
  readonly #decisions = new Map<string, Decision>();
  /** approval → call */
  readonly #asked = new Map<string, string>();

  /** @returns the call that ended with this event; undefined for every other event */
  read(event: RunEvent): ToldCall | undefined {
    const p = event.payload as unknown as Payload;
    if (event.kind === 'system_event') this.#decide(p);
    if (event.kind !== 'tool_result' && event.kind !== 'tool_error') return undefined;
    const { tool, ms } = p;
    const error = event.kind === 'tool_error' ? p.class : '';
    const decision = this.#decisions.get(p.tool_call_id) ?? { decided: '' as const, who: '', rules: '' };
    return { tool, error, ms, ...decision };
  }

  #decide(p: Payload): void {
    if (p.type === 'policy.decision') {
      const decided = p.grant === null ? 'rules' : 'grant';
      this.#decisions.set(p.tool_call_id, { decided, who: '', rules: p.rules.join(', ') });
    }
    if (p.type === 'approval.requested') this.#asked.set(p.approval_id, p.tool_call_id);
    const call = this.#asked.get(p.approval_id) ?? '';
    const before = this.#decisions.get(call);
    if (before === undefined) return;
    if (p.type === 'approval.resolved')
      this.#decisions.set(call, { ...before, decided: p.answer, who: [p.by, p.via].filter(Boolean).join(', ') });
    if (p.type === 'approval.expired') this.#decisions.set(call, { ...before, decided: 'expired' });
    if (p.type === 'approval.withdrawn') this.#decisions.set(call, { ...before, decided: 'withdrawn' });
  }
}
