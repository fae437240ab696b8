/** Our messages as the one message that a turn of the program begins with. Pure. */
import type { JsonObject } from '../../../../contracts/json.ts';
import type { ModelImage, ModelMessage } from '../../../../contracts/ports/provider.ts';
import { CONTINUE } from '../../shared/resume.ts';

/** What is told. */
export interface Told {
  /** messages the program does not know yet, oldest first; the last one is the person's */
  messages: readonly ModelMessage[];
  /** sections of the instructions that have changed since the program was told them */
  news?: string;
  /** the part of the answer that exists */
  resume?: string | undefined;
  /** the program has had these words before and was interrupted at its work on them */
  interrupted?: boolean;
}

const aside = (text: string): string => `<system-reminder>\n${text}\n</system-reminder>`;

function pictures(images: readonly ModelImage[] = []): JsonObject[] {
  return images.map(({ mediaType, data }) => ({
    type: 'image',
    source: { type: 'base64', media_type: mediaType, data },
  }));
}

/** One earlier message in words; what other models did with tools is told, too. */
function line({ role, text, images = [], calls = [], results = [] }: ModelMessage): string {
  return [
    ...results.map((result) => `Result of ${result.name}${result.isError ? ' (failed)' : ''}: ${result.text}`),
    ...(text === '' ? [] : [`${role === 'user' ? 'Person' : 'You'}: ${text}`]),
    ...images.map(() => '(a picture)'),
    ...calls.map((call) => `You used ${call.name}: ${call.raw}`),
  ].join('\n');
}

/**
 * Puts a message together: what was said before, changed instructions, the pictures, and last the person's own words.
 *
 * @returns content blocks; the person's words stand unchanged in the last one
 */
export function contentOf({ messages, news, resume, interrupted }: Told): JsonObject[] {
  const last = messages.at(-1);
  const earlier = messages.slice(0, -1).map(line);
  const own = last === undefined ? '' : last.text;
  const results = last?.results?.length ? line({ ...last, text: '', images: [] }) : '';
  // Nothing in an earlier message ends the conversation.
  const said = [...earlier, results]
    .filter((text) => text !== '')
    .join('\n\n')
    .replaceAll('</conversation', '<\\/conversation');
  const before = said === '' ? [] : [`<conversation>\n${said}\n</conversation>`];
  const again = aside(
    'You have had the following message before and were interrupted at your work on it. Go on from there; what is done already is not to be done again.',
  );
  const part = resume?.trimEnd() ?? '';
  const onward =
    part === ''
      ? ''
      : `\n\n${aside(`The beginning of your answer, which the person has read:\n${part}\n\n${CONTINUE}`)}`;
  const texts = [...before, ...(news === undefined ? [] : [aside(news)]), ...(interrupted === true ? [again] : [])].map(
    (text) => ({ type: 'text', text }),
  );
  return [...texts, ...pictures(last?.images), { type: 'text', text: `${own}${onward}` || ' ' }];
}

const sections = (text: string): string[] =>
  text
    .split(/^(?=## )/m)
    .map((section) => section.trim())
    .filter((section) => section !== '');
const heading = (section: string): string => section.split('\n', 1)[0] ?? '';

/**
 * What has changed in the instructions, by their sections (`## …`).
 *
 * @returns '' when nothing has; undefined when it is so much that beginning with the new ones is better
 */
export function newsOf(before: string, now: string): string | undefined {
  if (before === now) return '';
  const old = new Set(sections(before));
  const all = sections(now);
  const changed = all.filter((section) => !old.has(section));
  const kept = new Set(all.map(heading));
  const gone = [...old].map(heading).filter((title) => !kept.has(title));
  const text = [
    'Your instructions have changed in these sections; what they said before no longer holds.',
    ...changed,
    ...gone.map((title) => `${title}\n\n(no longer there)`),
  ].join('\n\n');
  return text.length > now.length / 2 ? undefined : text;
}
