/** A policy file on disk, read again only when it has changed. */
import { readFileSync, statSync } from 'node:fs';

/** Longest file that is read, bytes: a thousand rules are some 200,000. */
const MOST_BYTES = 1_048_576;

/** Content of the file; the same object as long as the file is the same. */
export interface PolicyText {
  /** undefined = there is no file */
  text: string | undefined;
  /** why it cannot be read; empty = it can */
  trouble: string;
}

const NONE: PolicyText = { text: undefined, trouble: '' };

function read(path: string, size: number): PolicyText {
  if (size > MOST_BYTES) return { text: '', trouble: `the file is larger than ${MOST_BYTES} bytes` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)), trouble: '' };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return NONE;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { text: '', trouble: 'the file is not UTF-8 text' };
    return {
      text: '',
      trouble: code === 'EISDIR' ? 'this is a folder, not a file' : `it cannot be read (${code ?? 'unknown reason'})`,
    };
  }
}

/**
 * Watches one file by looking at it: a look costs microseconds.
 *
 * @param path absolute
 * @returns    a function that gives the content as it is now; never throws
 */
export function policyFile(path: string): () => PolicyText {
  let stamp = '';
  let last = NONE;
  return () => {
    let now = '';
    let size = 0;
    try {
      const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
      if (stat) now = [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
      size = Number(stat?.size ?? 0);
    } catch (error) {
      now = `! ${String((error as NodeJS.ErrnoException).code)}`;
    }
    if (now !== stamp) [stamp, last] = [now, now === '' ? NONE : read(path, size)];
    return last;
  };
}
