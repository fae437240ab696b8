/** Port of the log: one line of JSON an event, redacted at the sink. */

/** Severity of a line. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Writes one line. `fields` are values, never secrets; the sink redacts all the same. */
export type Log = (level: LogLevel, event: string, fields?: Record<string, unknown>) => void;
