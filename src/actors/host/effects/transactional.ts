/** Runs a transactional activity inside the tick's transaction: what it writes commits with the step that asked for it. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { Json } from '../../../contracts/json.ts';
import type { AnyActivity, Activity, ActivityContext } from '../../activity.ts';
import type { HostParts, TickWork } from '../parts.ts';
import { attempt, pass, passFailure, passResult, post } from '../mail.ts';

interface Asked {
  id: string;
  address: string;
  childId: string;
  input: Json;
  known: AnyActivity;
}

function context(parts: HostParts, work: TickWork, asked: Asked): ActivityContext {
  let reports = 0;
  return {
    key: asked.id,
    address: asked.address,
    attempt: 1,
    recovered: false,
    at: work.at,
    signal: AbortSignal.abort('transactional activities do not wait'),
    newId: () => parts.entropy.id(work.at),
    post: (address, event, dedupe) => post(parts, work, { address, event, dedupe, cause: asked.id }),
    report(event) {
      const dedupe = `${asked.id}:p${reports++}`;
      pass(work, { address: asked.address, event, dedupe, cause: asked.id });
    },
    commit: (write) => Promise.resolve(write()),
    settle: (write) => write(),
  };
}

/** Runs it and puts its result (or failure, with its writes undone) into the asking actor's mailbox. */
export function runTransactional(parts: HostParts, work: TickWork, asked: Asked): void {
  const effect = { effectId: asked.id, address: asked.address, childId: asked.childId };
  try {
    const output = attempt(parts, work, () => {
      const result = (asked.known as unknown as Activity<Json, Json>).run(asked.input, context(parts, work, asked));
      if (result instanceof Promise)
        throw new OmegaError(
          'activity.crashed',
          `The transactional activity "${asked.known.name}" returned a promise.`,
        );
      return result;
    });
    passResult(work, effect, output);
  } catch (error) {
    if (
      (error as { code?: string }).code?.startsWith('SQLITE_FULL') ||
      (error as { code?: string }).code?.startsWith('SQLITE_IOERR')
    )
      throw error;
    passFailure(parts, work, effect, error);
  }
}
