/** Open questions: what waits for the owner, and the answer; stored results by their hash. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { Approval } from '../../contracts/tools/policy.ts';
import { GrantScope } from '../../contracts/tools/policy.ts';
import { jsonBody } from '../body.ts';
import { HttpFailure } from '../failures.ts';
import { whole } from '../paging.ts';
import type { ServerParts } from '../parts.ts';

const PAGE = 200;

const Answer = z.strictObject({
  answer: z.enum(['yes', 'no']),
  scope: GrantScope.default('once'),
  /** reason of a no, words of an answer to a question */
  words: z.string().max(4000).default(''),
  /** what has to be typed for a question that wants to be typed */
  code: z.string().max(10).default(''),
  via: z.enum(['web', 'api', 'terminal']).default('api'),
});

function checkTyped({ level, code }: Approval, given: z.infer<typeof Answer>): void {
  if (level !== 'typed_confirm' || given.answer === 'no' || given.code.toUpperCase() === code) return;
  throw new HttpFailure(422, 'approval.code_needed', `This wants to be typed: send its code (${code}) as "code".`);
}

/** Builds the routes under /v1/approvals. */
export function approvals({ desk }: ServerParts): Hono {
  const app = new Hono();
  const known = (id: string): Approval => {
    const approval = desk.find(id);
    if (!approval) throw new HttpFailure(404, 'approval.unknown', `There is no question ${id}.`);
    return approval;
  };
  app.get('/', (c) => {
    const pending = c.req.query('pending') !== 'all';
    return c.json({ approvals: desk.list({ pending, limit: whole(c, 'limit', 50, [1, PAGE]) }) });
  });
  app.get('/:id', (c) => c.json(known(c.req.param('id'))));
  app.post('/:id', async (c) => {
    const approval = known(c.req.param('id'));
    const given = Answer.parse(await jsonBody(c));
    checkTyped(approval, given);
    const outcome = await desk.answer(approval.id, given);
    const now = known(approval.id);
    if (outcome !== 'taken')
      throw new HttpFailure(
        409,
        'approval.answered',
        `This was ${now.state} already${now.by === '' ? '' : ` by ${now.by}`}.`,
      );
    return c.json(now);
  });
  return app;
}

/** Builds the routes under /v1/artifacts. A blob is handed out as a file, never shown. */
export function artifacts({ blobs }: ServerParts): Hono {
  const app = new Hono();
  app.get('/:sha', (c) => {
    const blob = blobs.read(c.req.param('sha'));
    if (!blob) throw new HttpFailure(404, 'artifact.unknown', 'There is no such result.');
    return c.body(Buffer.from(blob.content), 200, {
      'content-type': blob.mediaType,
      'x-content-type-options': 'nosniff',
      'content-disposition': 'attachment',
      'cache-control': 'private, max-age=31536000, immutable',
    });
  });
  return app;
}
