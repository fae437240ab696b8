/** Files of the workspace, read and written by a small program inside the sandbox; see native/files.c. */
import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';
import { mustEnd, runErrand, type Outcome, type Work } from './job.ts';
import { outside } from './path.ts';

const PROGRAM = 'omega-files';
/** Bytes of the line about it, beside the content. */
const REPORT_BYTES = 4096;

const ReadReport = z.object({ size: z.int(), lines: z.int(), shown: z.int(), last: z.int() });
const WriteReport = z.object({ created: z.int(), size: z.int(), before: z.int() });
const ListReport = z.object({ more: z.int() });
const StatReport = z.object({ kind: z.int(), size: z.int() });

/** Which part of a file. */
export interface Part {
  skip: number;
  /** 0 = all */
  lines: number;
  bytes: number;
}

/** @returns bytes of a part of a file, and how much there is */
export async function readPart(
  work: Work,
  path: string,
  { skip, lines, bytes }: Part,
): Promise<{ bytes: Buffer } & z.infer<typeof ReadReport>> {
  const words = ['read', path, String(skip), String(lines), String(bytes)];
  const result = await ask(work, words, { path, bytes });
  return { bytes: result.stdout, ...report(result, ReadReport) };
}

/** Writes a whole file; what reads it meanwhile sees the old one or the new one. */
export async function writeWhole(work: Work, path: string, content: string): Promise<z.infer<typeof WriteReport>> {
  return report(await ask(work, ['write', path], { path, bytes: 0, stdin: content }), WriteReport);
}

/** @returns kind and size of what a path leads to */
export async function statOf(work: Work, path: string): Promise<{ kind: 'file' | 'folder' | 'other'; size: number }> {
  const { kind, size } = report(await ask(work, ['stat', path], { path, bytes: 0 }), StatReport);
  return { kind: kind === 1 ? 'file' : kind === 2 ? 'folder' : 'other', size };
}

/** @returns lines of kind, size and path; `more` when there are more than were asked for */
export async function listFolder(
  work: Work,
  path: string,
  { depth, most, bytes }: { depth: number; most: number; bytes: number },
): Promise<{ lines: string[]; more: boolean }> {
  const result = await ask(work, ['list', path, String(depth), String(most)], { path, bytes });
  const whole = result.stdout.subarray(0, result.stdout.lastIndexOf(0) + 1);
  const lines = whole.toString('utf8').split('\0').filter(Boolean);
  // The report is lost when the lists fill the room: then there is more.
  const isFull = result.totalBytes > result.stdout.length + result.stderr.length;
  return { lines, more: isFull || report(result, ListReport).more === 1 };
}

async function ask(
  work: Work,
  words: readonly string[],
  { path, bytes, stdin }: { path: string; bytes: number; stdin?: string },
): Promise<Outcome> {
  const argv = [PROGRAM, realpathSync(work.call.place.workspace), ...words];
  const outputBytes = bytes + REPORT_BYTES;
  const result = await runErrand(work, stdin === undefined ? { argv, outputBytes } : { argv, outputBytes, stdin });
  mustEnd(result, `The work on ${path}`);
  if (result.code !== 0) throw refusal(result, path);
  return result;
}

function refusal({ code, stderr }: Outcome, path: string): OmegaError {
  const failed = (words: string): OmegaError => new OmegaError('tool.failed', words);
  switch (code) {
    case 10:
      return outside(path);
    case 11:
      return failed(`There is no ${path} in the workspace.`);
    case 12:
      return failed(`${path} is not a file.`);
    case 13:
      return failed(`${path} may not be touched.`);
    case 16:
      return failed(`${path} is not a folder, or a part of its path is none.`);
    case 17:
      return failed(`There is no room left for ${path}.`);
    default:
      return failed(`${path}: error ${stderr.toString('utf8').trim().slice(0, 100)}.`);
  }
}

function report<T>({ stderr }: Outcome, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(stderr.toString('utf8')));
  } catch (error) {
    throw new OmegaError('tool.failed', 'The program for files said nothing that can be read.', { cause: error });
  }
}
