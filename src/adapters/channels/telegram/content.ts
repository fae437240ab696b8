/** Says in words what a message carries, so that nothing a person sends is passed over in silence. */
import type { WireMedia } from './wire.ts';

/** A kind of content: its name, and whether the name already says all there is to understand. */
interface Label {
  name: string;
  whole: boolean;
}

type Describe = { [K in keyof Required<WireMedia>]: (value: NonNullable<WireMedia[K]>) => Label };

const opaque = (name: string): Label => ({ name, whole: false });
const whole = (name: string): Label => ({ name, whole: true });
const lasting = (name: string, seconds: number | undefined): Label =>
  opaque(seconds === undefined ? name : `${name}, ${seconds} s`);
const named = (name: string, more: string | undefined): string => (more ? `${name} ${more}` : name);

/** In order of preference: a GIF is sent as a document too, a venue as a location too. */
const DESCRIBE: Describe = {
  photo: () => opaque('photo'),
  animation: () => opaque('GIF'),
  video: (v) => lasting('video', v.duration),
  video_note: (v) => lasting('video message', v.duration),
  voice: (v) => lasting('voice message', v.duration),
  audio: (a) => lasting(named('audio', a.title ?? a.file_name), a.duration),
  document: (d) => opaque(named('document', d.file_name)),
  sticker: (s) => opaque(named('sticker', s.emoji)),
  venue: (v) => whole(named('place', [v.title, v.address].filter(Boolean).join(', '))),
  location: (l) => whole(named('location', `${l.latitude}, ${l.longitude}`)),
  contact: (c) => whole(named('contact', [c.first_name, c.last_name, c.phone_number].filter(Boolean).join(' '))),
  poll: (p) => whole(`poll: ${[p.question, ...texts(p.options)].join(' | ')}`),
  dice: (d) => whole(`${named('dice', d.emoji)}: ${d.value}`),
  checklist: (c) => whole(`checklist: ${[c.title, ...texts(c.tasks)].join(' | ')}`),
  story: () => opaque('story'),
  game: (g) => opaque(named('game', g.title)),
  paid_media: () => opaque('paid media'),
};

const texts = (list: { text?: string }[] | undefined): string[] => (list ?? []).map((item) => item.text ?? '');

/**
 * Describes what a message carries besides text.
 *
 * @param message a message of the Bot API
 * @param caption what the person wrote under it
 * @returns       `[photo] caption`, `[voice message, 2 s: not understood yet]`, or undefined when there is nothing
 * @example       contentText({ voice: { duration: 2 } }, '') -> '[voice message, 2 s: not understood yet]'
 */
export function contentText(message: WireMedia, caption: string): string | undefined {
  for (const kind of Object.keys(DESCRIBE) as (keyof WireMedia)[]) {
    const label = labelOf(kind, message);
    if (label === undefined) continue;
    if (caption !== '') return `[${label.name}] ${caption}`;
    return label.whole ? `[${label.name}]` : `[${label.name}: not understood yet]`;
  }
  return undefined;
}

function labelOf<K extends keyof WireMedia>(kind: K, message: WireMedia): Label | undefined {
  const value = message[kind];
  return value === undefined || value === null ? undefined : DESCRIBE[kind](value);
}
