/** read: a part of a text file, or a picture. */
import { SANDBOX_INPUT } from '../../../../contracts/tools/sandbox-tools.ts';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { ToolOutput } from '../../../../contracts/ports/tools/executor.ts';
import type { ModelImage } from '../../../../contracts/ports/provider.ts';
import { readPart } from '../files.ts';
import type { Work } from '../job.ts';
import { pathBelow } from '../path.ts';
import { textOf } from '../text.ts';

const TEXT_BYTES = 50_000;
const PICTURE_BYTES = 5 * 1024 * 1024;

/** First bytes of the pictures that models read. */
const PICTURES: readonly { type: ModelImage['mediaType']; is: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', is: (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a' },
  { type: 'image/jpeg', is: (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff' },
  { type: 'image/gif', is: (bytes) => /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1')) },
  {
    type: 'image/webp',
    is: (bytes) => /^RIFF....WEBP/s.test(bytes.subarray(0, 12).toString('latin1')),
  },
];

/** Reads a file of the workspace. */
export async function read(work: Work): Promise<ToolOutput> {
  const args = SANDBOX_INPUT.read.parse(work.call.args);
  const path = pathBelow(work.call.place.workspace, args.path);
  const first = args.offset ?? 1;
  const part = await readPart(work, path, { skip: first - 1, lines: args.limit ?? 0, bytes: TEXT_BYTES });
  const { size, lines, shown } = part;
  const picture = first === 1 ? PICTURES.find(({ is }) => is(part.bytes)) : undefined;
  if (picture !== undefined) return readPicture(work, path, { type: picture.type, size });
  if (part.bytes.includes(0)) throw new OmegaError('tool.failed', `${path} is not a text file (${size} bytes).`);
  if (shown === 0 && first > Math.max(lines, 1))
    throw new OmegaError('tool.failed', `${path} has ${lines} lines; line ${first} is beyond its end.`);
  const content = textOf(part.bytes);
  const last = shown === 0 ? 0 : part.last;
  return {
    output: { path, content, size, lines, first_line: first, last_line: last, picture: false },
    text: `${args.numbers === true ? numbered(content, first) : content}${rest(part, content)}`,
  };
}

function numbered(content: string, first: number): string {
  const rows = content.replace(/\n$/, '').split('\n');
  return rows.map((row, index) => `${first + index}\t${row}`).join('\n');
}

function rest(
  { size, lines, last, bytes }: { size: number; lines: number; last: number; bytes: Buffer },
  content: string,
): string {
  const isLineCut = bytes.length === TEXT_BYTES && !content.endsWith('\n');
  if (last >= lines && !isLineCut) return '';
  const next = isLineCut ? last : last + 1;
  return `\n… (${lines - last} more lines of ${lines}, ${size} bytes in all; offset ${next} goes on)`;
}

async function readPicture(
  work: Work,
  path: string,
  { type, size }: { type: ModelImage['mediaType']; size: number },
): Promise<ToolOutput> {
  if (size > PICTURE_BYTES) throw new OmegaError('tool.failed', `The picture ${path} is larger than 5 MB.`);
  const { bytes } = await readPart(work, path, { skip: 0, lines: 0, bytes: PICTURE_BYTES });
  return {
    output: { path, content: '', size, lines: 0, first_line: 0, last_line: 0, picture: true },
    text: `${path}: ${type}, ${size} bytes`,
    images: [{ mediaType: type, data: bytes.toString('base64') }],
  };
}
