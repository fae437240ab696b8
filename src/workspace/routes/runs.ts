/** Runs and their events, as JSON and as gapless streams. */
import { Hono } from 'hono';
import { RunStatus, type RunEvent } from '../../contracts/run-event.ts';
import { HttpFailure } from '../failures.ts';
import { MOST, whole, resumedAt } from '../paging.ts';
import type { ServerParts } from '../parts.ts';
import { sse, type Frame } from '../sse.ts';

const PAGE = 500;

function frame(event: RunEvent, id: number): Frame {
  return { id: String(id), event: 'run', data: JSON.stringify(event) };
}

/** Builds the routes under /v1/runs. */
export function runs({ views }: ServerParts, closing: AbortSignal): Hono {
  const app = new Hono();
  const known = (id: string) => {
    const run = views.run(id);
    if (!run) throw new HttpFailure(404, 'run.unknown', `There is no run ${id}.`);
    return run;
  };
  app.get('/', (c) => {
    const status = c.req.query('status');
    const conversation = c.req.query('conversation');
    const page = {
      limit: whole(c, 'limit', 50, [1, PAGE]),
      before: whole(c, 'before', MOST, [0, MOST]),
      ...(conversation === undefined ? {} : { conversation }),
      ...(status === undefined ? {} : { status: RunStatus.parse(status) }),
    };
    return c.json({ runs: views.runs(page) });
  });
  app.get('/:id', (c) => c.json(known(c.req.param('id'))));
  app.get('/:id/events', (c) => {
    const { id } = known(c.req.param('id'));
    const events = views.runEvents(id, {
      after: whole(c, 'after', 0, [0, MOST]),
      limit: whole(c, 'limit', PAGE, [1, PAGE]),
    });
    return c.json({ events });
  });
  app.get('/:id/stream', (c) => {
    const { id } = known(c.req.param('id'));
    const resumed = c.req.header('last-event-id');
    let after = resumedAt(c, whole(c, 'after', 0, [0, MOST]));
    const isOver = (): boolean => views.run(id)?.status !== 'running';
    if (resumed !== undefined && isOver() && views.runEvents(id, { after, limit: 1 }).length === 0)
      return c.body(null, 204);
    const pull = () => {
      const over = isOver();
      const events = views.runEvents(id, { after, limit: PAGE });
      after = events.at(-1)?.seq ?? after;
      const frames = events.map((e) => frame(e, e.seq));
      return over && events.length < PAGE
        ? { frames: [...frames, { event: 'end', data: '{}' }], end: true }
        : { frames };
    };
    return sse(c, views, { pull, concerns: (notice) => notice.runs.has(id) }, closing);
  });
  return app;
}

/** `GET /v1/stream?conversation=…`: run events of all runs of a conversation by their global number. */
export function conversationStream({ views }: ServerParts, closing: AbortSignal): Hono {
  const app = new Hono();
  app.get('/', (c) => {
    const key = c.req.query('conversation') ?? 'web:owner';
    let after = resumedAt(c, whole(c, 'after', views.lastEvent(), [0, MOST]));
    let changed = true;
    const pull = () => {
      const events = views.conversationEvents(key, { after, limit: PAGE });
      after = events.at(-1)?.gseq ?? after;
      const frames: Frame[] = events.map((e) => frame(e, e.gseq));
      if (changed) frames.push({ event: 'message', data: '{}' });
      changed = false;
      return { frames };
    };
    const concerns = (notice: { conversations: ReadonlySet<string> }): boolean => {
      const mine = notice.conversations.has(key);
      changed ||= mine;
      return mine;
    };
    return sse(c, views, { pull, concerns }, closing);
  });
  return app;
}
