/** Errors of the API as JSON, in the shape clients of the OpenAI API know. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { ZodError } from 'zod';
import { OmegaError, type ErrorCode } from '../contracts/errors.ts';

const STATUS: Partial<Record<ErrorCode, ContentfulStatusCode>> = {
  'intake.too_large': 413,
  'intake.unauthorised': 403,
  'store.disk_full': 503,
  'store.locked': 503,
  'activity.fenced': 503,
};

/** A failure with its status; its message is shown to the caller. */
export class HttpFailure extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;

  constructor(status: ContentfulStatusCode, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Body of an error answer. */
export function errorBody(
  code: string,
  message: string,
  status: number,
): { error: { message: string; type: string; code: string } } {
  return { error: { message, type: status >= 500 ? 'server_error' : 'invalid_request_error', code } };
}

/** Turns whatever a route threw into an answer; what is not ours becomes a 500 without details. */
export function answerFailure(error: unknown, c: Context): Response {
  if (error instanceof HttpFailure) {
    if (error.status === 503) c.header('retry-after', '2');
    return c.json(errorBody(error.code, error.message, error.status), error.status);
  }
  if (error instanceof ZodError) {
    const message = error.issues.map((i) => `${i.path.join('.') || 'body'}: ${i.message}`).join('; ');
    return c.json(errorBody('request.invalid', message, 400), 400);
  }
  if (error instanceof OmegaError) {
    const status = STATUS[error.code] ?? 500;
    if (status === 503) c.header('retry-after', '2');
    return c.json(errorBody(error.code, error.message, status), status);
  }
  return c.json(errorBody('internal', 'Something went wrong inside Omega; its log says more.', 500), 500);
}
