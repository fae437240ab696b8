/** The tool `fetch`: reads one page, wherever its argument leads. */
import { OmegaError } from '../../../contracts/errors.ts';
import type { JsonObject } from '../../../contracts/json.ts';
import type { ToolOutput } from '../../../contracts/ports/tools/executor.ts';
import { decode, type Content } from './decode.ts';
import type { Outgoing } from './exchange.ts';
import type { Arrival, WebLimits } from './follow.ts';
import { readablePage } from './page.ts';
import { webUrl } from './reach.ts';

/** The request of a call. @throws OmegaError tool.arguments_invalid */
export function fetchRequest({ url, method = 'GET' }: JsonObject): Outgoing {
  if (typeof url !== 'string') throw new OmegaError('tool.arguments_invalid', '"url" is missing.');
  if (method !== 'GET' && method !== 'HEAD')
    throw new OmegaError('tool.arguments_invalid', 'Pages are only read: the method is GET or HEAD.');
  const whole = webUrl(url);
  whole.hash = '';
  const accept = 'text/html, application/json, text/plain;q=0.9, text/*;q=0.8, */*;q=0.1';
  return { url: whole, method, headers: { accept } };
}

/**
 * An answer as text: pages as Markdown, everything else as it is.
 *
 * @throws OmegaError tool.failed | tool.timeout; the reason of the signal when it is aborted
 */
export async function readable(arrival: Arrival, { ms }: WebLimits, signal: AbortSignal): Promise<Content> {
  const { url, headers, body } = arrival;
  const header = headers['content-type'] ?? '';
  if (body.length === 0) return { type: header.split(';')[0]?.trim() ?? '', kind: 'text', text: '' };
  const content = decode(body, header);
  if (content.kind !== 'page') return content;
  const deadline = AbortSignal.timeout(ms);
  try {
    const job = { html: content.text, url: url.href };
    return { ...content, text: await readablePage(job, AbortSignal.any([signal, deadline])) };
  } catch (error) {
    if (signal.aborted || !deadline.aborted) throw error;
    throw new OmegaError('tool.timeout', `The page at ${url.host} takes longer than ${ms / 1000} s to read.`);
  }
}

/** What a page that has arrived gives. */
export async function fetched(arrival: Arrival, limits: WebLimits, signal: AbortSignal): Promise<ToolOutput> {
  const { url, status, truncated, attempts: egress } = arrival;
  const { type, text } = await readable(arrival, limits, signal);
  const note = truncated ? `\n\n… (longer than the ${limits.bytes} bytes that were read)` : '';
  const output = { url: url.href, status, type, text, truncated };
  return { output, text: `${status} ${type} ${url.href}\n\n${text}${note}`, foreign: true, egress };
}
