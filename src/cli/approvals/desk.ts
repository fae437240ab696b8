/** A place to type for commands that read nothing else: it is there only while a question is open. */
import { createInterface } from 'node:readline';
import type { CliContext } from '../context.ts';
import type { Desk } from './watch.ts';

/** @returns whether a person sits there and can be asked */
export function isAttended({ stdin, stdout }: CliContext): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/**
 * @param interrupt called on Ctrl-C, which comes as a key while a line is being typed
 * @returns         a desk at the terminal
 */
export function terminalDesk({ stdin, stdout }: CliContext, interrupt: () => void): Desk {
  return {
    ask: (prompt, signal) =>
      new Promise((resolve, reject) => {
        const reader = createInterface({ input: stdin, output: stdout, terminal: true, historySize: 0 });
        const give = (): void => {
          // The line with the prompt goes: what is printed next stands in its place.
          stdout.write('\r\u001b[K');
          reject(signal.reason as Error);
          reader.close();
        };
        reader.once('line', (line) => {
          resolve(line);
          reader.close();
        });
        reader.once('close', () => {
          signal.removeEventListener('abort', give);
          resolve(undefined);
        });
        reader.on('SIGINT', interrupt);
        if (signal.aborted) return give();
        signal.addEventListener('abort', give, { once: true });
        reader.setPrompt(prompt);
        reader.prompt();
      }),
  };
}
