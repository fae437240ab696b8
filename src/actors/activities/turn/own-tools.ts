/** Tools that a provider uses by itself (an agent behind the port) show up as tool events of the run. */
import type { ModelEvent } from '../../../contracts/ports/provider.ts';
import type { ActivityContext } from '../../activity.ts';
import type { AgentPorts } from '../../agent-ports.ts';
import { PREVIEW } from '../../tools/outcome.ts';

type OwnEvent = Extract<ModelEvent, { type: 'own_call' | 'own_result' }>;

/** Writes them down as they come. */
export class OwnTools {
  readonly #ports: Pick<AgentPorts, 'runs' | 'clock'>;
  readonly #context: ActivityContext;
  readonly #place: { runId: string; provider: string };

  constructor(
    ports: Pick<AgentPorts, 'runs' | 'clock'>,
    context: ActivityContext,
    place: { runId: string; provider: string },
  ) {
    this.#ports = ports;
    this.#context = context;
    this.#place = place;
  }

  /** Notes a use or its result; what it did cannot be undone, so it is written at once. */
  note(event: OwnEvent): void {
    const { runId, provider } = this.#place;
    const common = { tool_call_id: `${provider}:${event.id}`, tool: `${provider}/${event.name}`, own: true };
    const [kind, rest] =
      event.type === 'own_call'
        ? (['tool_call', { name: event.name, args: event.args }] as const)
        : event.isError
          ? (['tool_error', { class: 'exit', message: event.text.slice(0, PREVIEW), retryable: false }] as const)
          : (['tool_result', { result: event.text.slice(0, PREVIEW) }] as const);
    const payload = { ...common, ...rest };
    const origin = event.type === 'own_call' ? 'model' : 'tool';
    void this.#context
      .commit(() =>
        this.#ports.runs.append({
          runId,
          kind,
          payload,
          actor: this.#context.address,
          origin,
          at: this.#ports.clock.now(),
        }),
      )
      .catch(() => undefined);
  }
}
