/** The one error class of Omega and its closed table of codes and dispositions. */

/** What to do about a failure: try again, tell the person, ask, fix the set-up, or call it our bug. */
export type Disposition = 'retry' | 'reject' | 'uncertain' | 'stop' | 'defect';

/**
 * Every code with its disposition and the sentence that says what to do.
 * `docs/errors.md` is written from this table; adding an error is adding a line.
 */
export const ERRORS = {
  'file.outside': ['reject', 'The path leaves the data folder; name a file inside it.'],
  'file.unreadable': ['reject', 'The file cannot be read; its path and the reason are named.'],
  'provider.rate_limited': ['retry', 'The provider asks to slow down; Omega waits and tries again.'],
  'provider.overloaded': ['retry', 'The provider is overloaded; Omega tries again, then the next provider.'],
  'provider.unreachable': ['retry', 'The provider cannot be reached; check the network and the base URL.'],
  'provider.stream_truncated': ['retry', 'The answer broke off; Omega goes on where it stopped.'],
  'provider.stream_idle': ['retry', 'The provider went silent; Omega closed the stream and tries again.'],
  'provider.timeout': ['retry', 'The provider took longer than its deadline.'],
  'provider.key_invalid': ['stop', 'The provider refused the key; set a valid one and restart.'],
  'provider.model_unknown': ['stop', 'The provider does not know the model; pick one it offers.'],
  'provider.no_credit': ['stop', 'The account has no credit left; top it up or pick another provider.'],
  'provider.request_invalid': ['reject', 'The provider refused the request as it stands.'],
  'provider.refused': ['reject', 'The model declined to answer this.'],
  'provider.context_too_long': ['reject', 'The conversation is longer than the model can read; /forget starts afresh.'],
  'provider.over_budget': ['reject', 'A cap on spending is reached; /approve lets Omega go on for today.'],
  'provider.not_configured': ['stop', 'This provider is named in the chain but has no settings.'],
  'channel.unreachable': ['retry', 'The chat network cannot be reached; Omega tries again.'],
  'channel.rate_limited': ['retry', 'The chat network asks to slow down; Omega waits.'],
  'channel.outcome_unknown': ['uncertain', 'It is not known whether the message arrived.'],
  'channel.token_invalid': ['stop', 'The chat network refused the token; set a valid one and restart.'],
  'channel.conflict': ['stop', 'Another program is receiving for the same account; stop it.'],
  'channel.chat_gone': ['reject', 'The chat no longer exists or the bot was blocked.'],
  'channel.request_invalid': ['reject', 'The chat network refused the message as it stands.'],
  'channel.not_configured': ['stop', 'This channel has no settings.'],
  'intake.unauthorised': ['reject', 'The sender is not on the allow-list.'],
  'intake.too_large': ['reject', 'The message is larger than Omega takes.'],
  'tool.unknown': ['reject', 'There is no tool of this name; the model was told which there are.'],
  'tool.arguments_invalid': ['reject', 'The arguments do not fit the tool; what is wrong is named.'],
  'tool.result_invalid': ['reject', 'The tool gave a result that does not fit its own description.'],
  'tool.denied': ['reject', 'Policy or its owner did not allow the call.'],
  'tool.limit': ['reject', 'The turn has used up its calls, or the same call came too often.'],
  'tool.timeout': ['reject', 'The tool took longer than it may and was ended.'],
  'tool.out_of_memory': ['reject', 'The tool needed more memory than it may have and was ended.'],
  'tool.failed': ['reject', 'The tool ended with a failure of its own; its words are given.'],
  'tool.outside': ['reject', 'The path leads out of the workspace, or to something protected.'],
  'tool.unavailable': ['stop', 'This machine lacks what the tool needs; `omega doctor` says how to get it.'],
  'tool.remote': ['reject', 'The server behind the tool failed; its words are given.'],
  'tool.lost': ['uncertain', 'It is not known whether the call took effect; its owner is asked.'],
  'policy.invalid': ['stop', 'A policy file has a mistake; it is named with file, line and key.'],
  'secret.missing': ['stop', 'A secret that is referred to is not there; set it where the reference says.'],
  'artifact.corrupt': ['reject', 'A stored result does not match its hash any more and is not used.'],
  'google.unreachable': ['retry', 'Google cannot be reached; check the network. Omega tries again.'],
  'google.refused': ['reject', 'Google refused the request; its words are given.'],
  'google.not_connected': ['stop', 'No Google account is connected, or it ended the access; /google connects one.'],
  'mcp.unreachable': ['retry', 'The MCP server cannot be reached; Omega tries again.'],
  'mcp.protocol': ['reject', 'The MCP server answered with something the protocol does not know.'],
  'mcp.refused': ['stop', 'The MCP server wants other credentials; set valid ones in mcp.json.'],
  'mcp.sign_in': ['stop', 'The MCP server wants its owner to sign in: `omega mcp login` and its name.'],
  'mcp.not_configured': ['stop', 'There is no such server in mcp.json, or its command cannot be found.'],
  'store.disk_full': ['stop', 'The disk is full; free some space, Omega goes on by itself.'],
  'store.corrupt': ['stop', 'The database is damaged; restore the newest backup.'],
  'store.newer': ['stop', 'The database was written by a newer Omega; update Omega.'],
  'store.locked': ['stop', 'Another Omega uses this data folder; stop it first.'],
  'store.read_only': ['stop', 'The data folder cannot be written; fix its permissions.'],
  'server.port_taken': ['stop', 'The port is in use; stop the other program or set OMEGA_PORT.'],
  'package.broken': ['stop', 'The installation is incomplete; install Omega again.'],
  'config.invalid': ['stop', 'The configuration has a mistake; it is named with file, line and key.'],
  'activity.unknown': ['defect', 'A machine asked for an activity nobody registered.'],
  'activity.lost': ['uncertain', 'The process died while this ran once-only work.'],
  'activity.fenced': ['reject', 'The work was stopped before it ended.'],
  'activity.expired': ['reject', 'The work waited too long to be of use.'],
  'activity.crashed': ['defect', 'An activity threw something that is not an OmegaError.'],
  'machine.unsupported_action': ['defect', 'A machine used an action the host does not carry out.'],
  'machine.snapshot_invalid': ['defect', 'A stored snapshot does not fit its machine; the actor is quarantined.'],
  'machine.step_failed': ['defect', 'A transition threw; the event is retried, then set aside.'],
  'machine.poison': ['defect', 'An event failed repeatedly and was set aside.'],
} as const satisfies Record<string, readonly [Disposition, string]>;

/** A code of the table {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/** What may be known beside the code. `sent` says whether an outbound request had left the machine. */
export interface ErrorFacts {
  retryAfterMs?: number;
  sent?: 'no' | 'yes' | 'unknown';
  details?: Record<string, string | number | boolean | null>;
  cause?: unknown;
}

/** An {@link OmegaError} as it is stored and as machines see it in `event.error`. */
export interface ErrorData {
  code: ErrorCode;
  disposition: Disposition;
  message: string;
  retryAfterMs?: number;
  sent?: 'no' | 'yes' | 'unknown';
  details?: Record<string, string | number | boolean | null>;
}

/** The one error class: adapters throw nothing else, machines switch on its disposition. */
export class OmegaError extends Error {
  readonly code: ErrorCode;
  readonly disposition: Disposition;
  readonly facts: ErrorFacts;

  /**
   * @param code    a code of {@link ERRORS}; decides the disposition
   * @param message one sentence a person understands; never a secret
   * @param facts   Retry-After in ms, whether the request was sent, the cause
   */
  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'OmegaError';
    this.code = code;
    this.disposition = ERRORS[code][0];
    this.facts = facts;
  }

  /** @returns the error as plain data, without stack and cause */
  toData(): ErrorData {
    const { retryAfterMs, sent, details } = this.facts;
    return {
      code: this.code,
      disposition: this.disposition,
      message: this.message,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(sent === undefined ? {} : { sent }),
      ...(details === undefined ? {} : { details }),
    };
  }
}

/**
 * Turns anything thrown into error data.
 *
 * @param thrown   whatever was caught
 * @param fallback code for what is not an {@link OmegaError}
 * @returns        the data of the error; never throws
 */
export function errorData(thrown: unknown, fallback: ErrorCode = 'activity.crashed'): ErrorData {
  if (thrown instanceof OmegaError) return thrown.toData();
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: fallback, disposition: ERRORS[fallback][0], message };
}
