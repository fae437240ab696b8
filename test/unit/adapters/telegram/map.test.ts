/** Telegram's updates become messages: whom they are from, where, whether they are meant for the bot, and as what text. */
import { describe, expect, test } from 'vitest';
import { toBatch, toInbound } from '../../../../src/adapters/channels/telegram/map.ts';
import { placeName, placeOf } from '../../../../src/adapters/channels/telegram/place.ts';
import type { WireMessage, WireUpdate } from '../../../../src/adapters/channels/telegram/wire.ts';

const bot = { id: 100, username: 'omega_bot' };
const ada = { id: 42, is_bot: false, first_name: 'Ada', last_name: 'Byron' };
const direct: WireMessage = { message_id: 7, date: 1_700_000_000, from: ada, chat: { id: 42, type: 'private' } };
const group: WireMessage = { ...direct, chat: { id: -1001, type: 'supergroup' } };
const mention = (text: string, name = '@omega_bot') => ({
  text,
  entities: [{ type: 'mention', offset: text.indexOf(name), length: name.length }],
});
const command = (text: string) => ({
  text,
  entities: [{ type: 'bot_command', offset: 0, length: text.split(/\s/)[0]?.length ?? 0 }],
});

describe('a direct message', () => {
  test('is taken as it is', () => {
    expect(toInbound({ ...direct, text: 'hello' }, bot)).toEqual({
      channel: 'telegram',
      chat: '42',
      sender: '42',
      senderName: 'Ada Byron',
      direct: true,
      ref: '7',
      dedupe: 'telegram:100:42:7',
      text: 'hello',
      at: 1_700_000_000_000,
    });
  });

  test('keeps the name of the bot, but not behind a command', () => {
    expect(toInbound({ ...direct, ...mention('hi @omega_bot') }, bot)?.text).toBe('hi @omega_bot');
    expect(toInbound({ ...direct, ...command('/start@omega_bot now') }, bot)?.text).toBe('/start now');
  });

  test('of another bot is left alone, of an anonymous admin it is the group that speaks', () => {
    expect(toInbound({ ...direct, from: { ...ada, is_bot: true }, text: 'x' }, bot)).toBeUndefined();
    const admin = { ...group, from: { id: 1087968824, is_bot: true }, sender_chat: { id: -1001, title: 'Team' } };
    expect(toInbound({ ...admin, ...command('/help') }, bot)).toMatchObject({ sender: '-1001', senderName: 'Team' });
  });
});

describe('in a group', () => {
  test.each([
    ['a mention', mention('@omega_bot what is up?'), 'what is up?'],
    ['a mention in another case', mention('well @Omega_Bot say', '@Omega_Bot'), 'well say'],
    ['only the mention', mention('@omega_bot'), '@omega_bot'],
    ['a mention after an emoji', mention('👍 @omega_bot go'), '👍 go'],
    [
      'a link to the bot',
      { text: 'Omega go', entities: [{ type: 'text_mention', offset: 0, length: 5, user: bot }] },
      'go',
    ],
    ['a command', command('/help me'), '/help me'],
    ['a command by name', command('/help@OMEGA_bot me'), '/help me'],
    ['a reply', { text: 'yes', reply_to_message: { from: { id: 100, is_bot: true } } }, 'yes'],
    [
      'a picture with a mention',
      { photo: [{}], caption: '@omega_bot look', caption_entities: mention('@omega_bot look').entities },
      '[photo] look',
    ],
    [
      'a spoken reply',
      { voice: { duration: 2 }, reply_to_message: { from: { id: 100 } } },
      '[voice message, 2 s: not understood yet]',
    ],
  ] satisfies [string, WireMessage, string][])('%s is for the bot', (_, message, text) => {
    expect(toInbound({ ...group, ...message }, bot)).toMatchObject({
      text,
      direct: false,
      chat: '-1001',
      sender: '42',
    });
  });

  test.each([
    ['talk', { text: 'hello all' }],
    ['the name without being a mention', { text: 'omega_bot is nice' }],
    ['another name that begins the same', mention('@omega_bot2 hi', '@omega_bot2')],
    ['a command for another bot', command('/help@other_bot')],
    ['a reply to a person', { text: 'yes', reply_to_message: { from: ada } }],
    [
      'what follows the opening of a topic by the bot',
      { text: 'yes', reply_to_message: { from: { id: 100 }, forum_topic_created: {} } },
    ],
    ['a picture', { photo: [{}] }],
  ] satisfies [string, WireMessage][])('%s is not', (_, message) => {
    expect(toInbound({ ...group, ...message }, bot)).toBeUndefined();
  });

  test('two mentions go, and the space between them', () => {
    const text = '@omega_bot hi @omega_bot!';
    const entities = [0, 14].map((offset) => ({ type: 'mention', offset, length: 10 }));
    expect(toInbound({ ...group, text, entities }, bot)?.text).toBe('hi !');
  });
});

describe('a place', () => {
  test('a topic of a forum is a place, a thread of replies is not', () => {
    const forum = { ...group, ...command('/x'), message_thread_id: 5 };
    expect(toInbound({ ...forum, is_topic_message: true }, bot)?.chat).toBe('-1001:5');
    expect(toInbound({ ...forum, chat: { id: -1001, type: 'supergroup', is_forum: true } }, bot)?.chat).toBe('-1001:5');
    expect(toInbound(forum, bot)?.chat).toBe('-1001');
  });

  test('is read as it was written', () => {
    expect(placeOf(placeName(-1001234567890, 5))).toEqual({ chat_id: -1001234567890, message_thread_id: 5 });
    expect(placeOf(placeName(42, undefined))).toEqual({ chat_id: 42 });
    for (const wrong of ['', 'ada', '1:2:3', '1:', '1:-2', '1.5']) {
      expect(() => placeOf(wrong)).toThrow(expect.objectContaining({ code: 'channel.request_invalid' }));
    }
  });
});

describe('what is not text', () => {
  test.each<[WireMessage, string]>([
    [{ photo: [{}] }, '[photo: not understood yet]'],
    [{ photo: [{}], caption: 'a cat' }, '[photo] a cat'],
    [{ voice: { duration: 2 } }, '[voice message, 2 s: not understood yet]'],
    [{ video_note: {} }, '[video message: not understood yet]'],
    [{ video: { duration: 61 } }, '[video, 61 s: not understood yet]'],
    [{ animation: {}, document: { file_name: 'a.mp4' } }, '[GIF: not understood yet]'],
    [{ audio: { duration: 180, title: 'Song' } }, '[audio Song, 180 s: not understood yet]'],
    [{ document: { file_name: 'a.pdf' }, caption: 'read' }, '[document a.pdf] read'],
    [{ sticker: { emoji: '😀' } }, '[sticker 😀: not understood yet]'],
    [{ location: { latitude: 52.5, longitude: 13.4 } }, '[location 52.5, 13.4]'],
    [{ venue: { title: 'Café', address: 'Weg 1' }, location: {} }, '[place Café, Weg 1]'],
    [{ contact: { first_name: 'Bo', phone_number: '+49' } }, '[contact Bo +49]'],
    [{ poll: { question: 'Tea?', options: [{ text: 'yes' }, { text: 'no' }] } }, '[poll: Tea? | yes | no]'],
    [{ dice: { emoji: '🎲', value: 3 } }, '[dice 🎲: 3]'],
    [{ checklist: { title: 'Buy', tasks: [{ text: 'milk' }] } }, '[checklist: Buy | milk]'],
    [{ story: {} }, '[story: not understood yet]'],
    [{ game: { title: 'Chess' } }, '[game Chess: not understood yet]'],
    [{ paid_media: {} }, '[paid media: not understood yet]'],
  ])('%j', (content, text) => {
    expect(toInbound({ ...direct, ...content }, bot)?.text).toBe(text);
  });

  test('half a pair becomes the sign for it', () => {
    expect(toInbound({ ...direct, text: 'a \ud83d b' }, bot)?.text).toBe('a \ufffd b');
    expect(toInbound({ ...direct, photo: [], caption: '\udc00' }, bot)?.text).toBe('[photo] \ufffd');
    expect(toInbound({ ...direct, from: { id: 1, first_name: '\ud83d' }, text: 'x' }, bot)?.senderName).toBe('\ufffd');
  });
});

describe('a batch', () => {
  const update = (id: number, text: string): WireUpdate => ({
    update_id: id,
    message: { ...direct, message_id: id, text },
  });

  test('is ordered, without repeats, and its position is its highest id', () => {
    const batch = toBatch([update(9, 'c'), update(7, 'a'), update(8, 'b'), update(7, 'a')], bot);
    expect(batch?.messages.map((message) => message.text)).toEqual(['a', 'b', 'c']);
    expect(batch?.cursor).toBe('9');
  });

  test('without a message moves the position all the same', () => {
    expect(toBatch([{ update_id: 3 }, { update_id: 4, message: { ...direct } }], bot)).toEqual({
      messages: [],
      cursor: '4',
    });
  });

  test('that makes no sense has no position', () => {
    const nonsense: unknown = [{}, null, { update_id: 'x' }, { update_id: 1.5 }];
    expect(toBatch(nonsense as WireUpdate[], bot)).toBeUndefined();
    expect(toBatch([], bot)).toBeUndefined();
  });

  test('takes the good ones among broken ones', () => {
    const broken: unknown = [
      { update_id: 1, message: { chat: {} } },
      { update_id: 2, message: { ...direct, from: {}, text: 'x' } },
    ];
    expect(toBatch([...(broken as WireUpdate[]), update(3, 'ok')], bot)?.messages.map((m) => m.text)).toEqual(['ok']);
  });
});

describe('a pressed button', () => {
  const under: WireMessage = { message_id: 9, date: 1_700_000_000, chat: { id: 42, type: 'private' } };
  const press = (query: object): WireUpdate => ({ update_id: 5, callback_query: query }) as WireUpdate;
  const messages = (query: object) => toBatch([press(query)], bot)?.messages;

  test('is the message it stands for, written by whoever pressed it, once', () => {
    const query = { id: 'q1', from: ada, data: '/approve AB2C', message: under };
    expect(messages(query)).toEqual([
      {
        channel: 'telegram',
        chat: '42',
        sender: '42',
        senderName: 'Ada Byron',
        direct: true,
        ref: '',
        dedupe: 'telegram:100:press:q1',
        text: '/approve AB2C',
        at: 1_700_000_000_000,
      },
    ]);
  });

  test('in a group belongs to the person who pressed it, not to the one it was for', () => {
    const chat = { id: -1001, type: 'supergroup' };
    const query = { id: 'q2', from: { id: 77, first_name: 'Eve' }, data: '/approve AB2C', message: { ...under, chat } };
    expect(messages(query)).toMatchObject([{ sender: '77', direct: false, chat: '-1001' }]);
  });

  test.each([
    ['without its message', { id: 'q3', from: ada, data: '/approve AB2C' }],
    ['without words', { id: 'q4', from: ada, message: under }],
    ['of another bot', { id: 'q5', from: { id: 5, is_bot: true }, data: 'x', message: under }],
  ])('%s is nobody’s word, and confirmed all the same', (_, query) => {
    expect(toBatch([press(query)], bot)).toEqual({ messages: [], cursor: '5' });
  });
});
