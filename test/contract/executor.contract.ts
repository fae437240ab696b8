/** What every executor promises to the gate, whatever its kind. */
import { describe, expect, test } from 'vitest';
import { OmegaError } from '../../src/contracts/errors.ts';
import type { ExecutionContext, ToolCall, ToolExecutor } from '../../src/contracts/ports/tools/executor.ts';

/** Calls that the executor under test can be given. */
export interface ExecutorUnderTest {
  executor: () => ToolExecutor;
  /** a call that comes out well */
  good: () => ToolCall;
  /** a call that fails by itself */
  bad: () => ToolCall;
  /** a call that lasts until it is aborted */
  slow: () => ToolCall;
}

/** A first attempt that nobody stops. */
export function context(more: Partial<ExecutionContext> = {}): ExecutionContext {
  return { attempt: 1, recovered: false, signal: new AbortController().signal, progress: () => undefined, ...more };
}

/** Registers the suite. */
export function executorContract({ executor, good, bad, slow }: ExecutorUnderTest): void {
  describe('every executor', () => {
    test('gives an object as output, and plain data', async () => {
      const { output, text } = await executor().run(good(), context());
      expect(JSON.parse(JSON.stringify(output))).toEqual(output);
      expect(typeof (text ?? '')).toBe('string');
      expect(Array.isArray(output)).toBe(false);
    });

    test('fails with an OmegaError of tools', async () => {
      const failure = await executor()
        .run(bad(), context())
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(OmegaError);
      expect((failure as OmegaError).code).toMatch(/^tool\./);
    });

    test('gives the reason of an abort, before and during the call', async () => {
      const reason = new Error('stopped');
      await expect(executor().run(good(), context({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
      const control = new AbortController();
      const running = executor().run(slow(), context({ signal: control.signal }));
      running.catch(() => undefined);
      setImmediate(() => control.abort(reason));
      await expect(running).rejects.toBe(reason);
    });

    test('leaves the call as it was', async () => {
      const call = good();
      const before = structuredClone(call);
      await executor().run(call, context());
      expect(call).toEqual(before);
    });
  });
}
