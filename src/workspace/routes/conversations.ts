/** Conversations and messages for the page, and the one way the page writes: a message. */
import { Hono } from 'hono';
import { z } from 'zod';
import { MAX_TEXT } from '../../contracts/message.ts';
import { HttpFailure } from '../failures.ts';
import { jsonBody } from '../body.ts';
import { MOST, whole } from '../paging.ts';
import type { ServerParts } from '../parts.ts';

const PAGE = 200;

const Message = z.strictObject({
  text: z
    .string()
    .max(MAX_TEXT)
    .refine((t) => t.trim() !== '', 'must not be empty'),
  /** makes a repeat harmless */
  key: z.string().min(8).max(100),
});

/** Builds the routes under /v1/conversations. */
export function conversations({ views, now }: ServerParts): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json({ conversations: views.conversations() }));
  app.get('/:key/messages', (c) => {
    const after = c.req.query('after');
    const limit = whole(c, 'limit', 50, [1, PAGE]);
    const page =
      after === undefined
        ? { before: whole(c, 'before', MOST, [0, MOST]), limit }
        : { after: whole(c, 'after', 0, [0, MOST]), limit };
    const messages = views.messages(c.req.param('key'), page);
    const waiting = messages.filter((m) => m.role === 'user' && m.runId === null).map((m) => m.id);
    return c.json({ messages, waiting, last_event: views.lastEvent() });
  });
  app.post('/:key/messages', async (c) => {
    const key = c.req.param('key');
    if (!/^web:[\w.-]{1,100}$/.test(key))
      throw new HttpFailure(403, 'conversation.refused', 'The page writes to its own conversations only (web:…).');
    const { text, key: dedupe } = Message.parse(await jsonBody(c));
    const chat = key.slice('web:'.length);
    const taken = await views.receive({
      channel: 'web',
      chat,
      sender: chat,
      senderName: '',
      direct: true,
      ref: '',
      dedupe: `${chat}:${dedupe}`,
      text,
      at: now(),
    });
    return c.json({ message_id: taken.messageId, repeated: taken.repeated }, 202);
  });
  return app;
}
