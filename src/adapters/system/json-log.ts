/** The log: one line of JSON an event on standard error, redacted. */
import type { Log, LogLevel } from '../../contracts/ports/system/log.ts';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/**
 * Builds a log.
 *
 * @param write  gets each finished line, without its newline
 * @param least  least important level that is written
 * @param redact takes secrets out of a line
 * @param now    ms since 1970 UTC
 */
export function jsonLog(
  write: (line: string) => void,
  least: LogLevel,
  redact: (line: string) => string,
  now: () => number,
): Log {
  return (level, event, fields = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
    write(redact(JSON.stringify({ ts: new Date(now()).toISOString(), level, event, ...fields })));
  };
}
