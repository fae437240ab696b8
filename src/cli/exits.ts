/** Exit codes, and how an error becomes a sentence and a code. */
import { OmegaError } from '../contracts/errors.ts';

/** Scripts rely on these numbers. */
export const EXIT = { ok: 0, failed: 1, usage: 2, taken: 3, interrupted: 130 } as const;
/** One of {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with a code; a message is printed to standard error, an empty one is not. */
export class Exit extends Error {
  readonly code: ExitCode;

  /**
   * @param code    exit code of the program
   * @param message one sentence a person understands, or empty when everything is said already
   */
  constructor(code: ExitCode, message = '') {
    super(message);
    this.name = 'Exit';
    this.code = code;
  }
}

/**
 * @param error whatever a command threw
 * @returns     exit code and the sentence to print (may be empty); never throws
 */
export function outcomeOf(error: unknown): { code: ExitCode; message: string } {
  if (error instanceof Exit) return { code: error.code, message: error.message };
  if (!(error instanceof OmegaError)) {
    return { code: EXIT.failed, message: error instanceof Error ? error.message : String(error) };
  }
  const taken = error.code === 'store.locked' || error.code === 'server.port_taken';
  const code = taken ? EXIT.taken : error.code === 'config.invalid' ? EXIT.usage : EXIT.failed;
  return { code, message: error.message };
}
