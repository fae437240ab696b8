/** What commands see of the outside: streams, environment, signals, the rest of the program. Tests give their own. */
import type { AppModule } from '../contracts/app.ts';
import type { Environment, SetupModule } from '../contracts/setup.ts';

/** Signals that ask a command to end. */
export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** The outside of a command. */
export interface CliContext {
  env: Environment;
  stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  stderr: NodeJS.WritableStream & { isTTY?: boolean };
  /** ms since 1970 UTC */
  now(): number;
  /** Calls the listener on SIGINT, SIGTERM and SIGHUP instead of dying; returns the function that undoes it. */
  onSignal(listener: (signal: EndSignal) => void): () => void;
  /** Ends the process at once. */
  abort(code: number): void;
  setup(): Promise<SetupModule>;
  app(): Promise<AppModule>;
}

const SIGNALS: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @returns the context of the real process; the other modules are loaded when a command first asks for them */
export function realContext(): CliContext {
  return {
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => Date.now(),
    onSignal(listener) {
      for (const signal of SIGNALS) process.on(signal, listener);
      return () => {
        for (const signal of SIGNALS) process.off(signal, listener);
      };
    },
    abort: (code) => process.exit(code),
    setup: () => import('../setup.ts'),
    app: () => import('../app.ts'),
  };
}

/** Prints one line to standard output. */
export function say(context: CliContext, line = ''): void {
  context.stdout.write(`${line}\n`);
}

/** Prints one line to standard error. */
export function warn(context: CliContext, line: string): void {
  context.stderr.write(`${line}\n`);
}

/** @returns a value as indented JSON */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
