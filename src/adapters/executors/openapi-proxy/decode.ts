/** Bytes to text: what kind of content an answer is, and which letters its bytes stand for. */
import { OmegaError } from '../../../contracts/errors.ts';

/** Kind of content. */
export interface Content {
  /** media type without parameters, in lower case */
  type: string;
  kind: 'page' | 'json' | 'text';
  text: string;
}

const PAGE = /^(?:text\/html|application\/xhtml\+xml)$/;
const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json$/;
const TEXT =
  /^(?:text\/[\w.+-]+|application\/(?:[\w.-]+\+)?(?:xml|yaml)|application\/(?:javascript|ecmascript|x-yaml|toml|x-ndjson|jsonl|sql|graphql|x-sh|rtf|x-www-form-urlencoded))$/;
/** Where a page names its own letters, only the beginning counts. */
const HEAD_BYTES = 1024;

function charsetIn(header: string): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(header)?.[1];
}

function charsetOfPage(body: Buffer): string | undefined {
  const head = body.subarray(0, HEAD_BYTES).toString('latin1');
  return (
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  );
}

function charsetOfMark(body: Buffer): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : undefined;
}

function textOf(body: Buffer, label: string | undefined): string {
  // In a stream, so that a letter cut in two at the end is left out instead of becoming a question mark.
  try {
    return new TextDecoder(label ?? 'utf-8').decode(body, { stream: true });
  } catch {
    return new TextDecoder('utf-8').decode(body, { stream: true });
  }
}

/** What content without a type is: text if its bytes are some. */
function guessed(body: Buffer): string {
  if (body.includes(0)) return 'application/octet-stream';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: true });
    return /^\s*<(?:!doctype html|html)/i.test(text) ? 'text/html' : 'text/plain';
  } catch {
    return 'application/octet-stream';
  }
}

/**
 * Decodes an answer.
 *
 * @param header its Content-Type; empty = unknown
 * @throws OmegaError tool.failed for what is no text, with its type and size
 */
export function decode(body: Buffer, header: string): Content {
  const named = (header.split(';')[0] ?? '').trim().toLowerCase();
  const type = named === '' ? guessed(body) : named;
  const kind = PAGE.test(type) ? 'page' : JSON_TYPE.test(type) ? 'json' : TEXT.test(type) ? 'text' : undefined;
  if (kind === undefined)
    throw new OmegaError(
      'tool.failed',
      `This is ${type.slice(0, 100)} of ${body.length} bytes; only pages, JSON and text are read.`,
    );
  const mark = charsetOfMark(body);
  const label = mark ?? charsetIn(header) ?? (kind === 'json' ? undefined : charsetOfPage(body));
  return { type, kind, text: textOf(body, label) };
}
