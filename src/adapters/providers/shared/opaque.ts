/** What a service wants back unchanged with a call. It names its service, because another one may go on with the conversation. */
import type { ModelToolCall } from '../../../contracts/ports/provider.ts';

/** @returns the text to keep with a call */
export function sealed(service: string, value: unknown): string {
  return JSON.stringify({ [service]: value });
}

/** @returns what this service gave with the call; undefined when it gave nothing or the call is another service's */
export function unsealed(service: string, { opaque }: ModelToolCall): unknown {
  if (opaque === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(opaque);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[service] : undefined;
  } catch {
    return undefined;
  }
}
