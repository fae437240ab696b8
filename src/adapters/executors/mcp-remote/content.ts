/** From what a server gave back to what a model reads: words, pictures it can see, and a line for everything else. */
import type { Json, JsonObject } from '../../../contracts/json.ts';
import type { McpResult } from '../../../contracts/ports/mcp/host.ts';
import type { ModelImage } from '../../../contracts/ports/provider.ts';

const SEEN: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** Longest picture, characters of base64; more is named only. */
const MOST_IMAGE = 1_000_000;

/** A result in the shapes of Omega. */
export interface MappedResult {
  text: string;
  images: ModelImage[];
  output: JsonObject;
}

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function imageOf(part: JsonObject): ModelImage | undefined {
  const mediaType = textOf(part['mimeType']);
  const data = textOf(part['data']);
  const seen = part['type'] === 'image' && SEEN.includes(mediaType) && data.length <= MOST_IMAGE;
  return seen && /^[A-Za-z0-9+/]+={0,2}$/.test(data)
    ? { mediaType: mediaType as ModelImage['mediaType'], data }
    : undefined;
}

function resourceText(resource: JsonObject): string {
  const uri = textOf(resource['uri']);
  const text = resource['text'];
  if (typeof text === 'string') return `[${uri}]\n${text}`;
  return `[${uri}: ${textOf(resource['mimeType']) || 'binary'}, ${textOf(resource['blob']).length} characters of base64]`;
}

/** One part as words; empty for a picture that is shown. */
function wordsOf(part: JsonObject): string {
  const type = textOf(part['type']);
  if (type === 'text') return textOf(part['text']);
  if (type === 'resource' && isObject(part['resource'])) return resourceText(part['resource']);
  if (type === 'resource_link') return `[${textOf(part['name'])}: ${textOf(part['uri'])}]`;
  if (imageOf(part) !== undefined) return '';
  return `[${type || 'something'}: ${textOf(part['mimeType']) || 'unknown'}, not shown]`;
}

/** Parts without their bytes, for the record. */
function recorded(part: JsonObject): JsonObject {
  const { data, ...rest } = part;
  return data === undefined ? part : { ...rest, bytes: textOf(data).length };
}

/** Maps a result. @param structuredOnly the tool says what it gives, so that is the output */
export function mapResult({ content, structured }: McpResult, structuredOnly: boolean): MappedResult {
  const text = content
    .map(wordsOf)
    .filter((words) => words !== '')
    .join('\n');
  const images = content.flatMap((part) => imageOf(part) ?? []);
  const output = isObject(structured) ? structured : structuredOnly ? {} : { content: content.map(recorded) };
  return { text: text === '' && structured !== undefined ? JSON.stringify(structured) : text, images, output };
}
