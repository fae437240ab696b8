/** Actors, their journals and past states, and the charts of their machines. */
import { Hono, type Context } from 'hono';
import type { ActorDetail, CommitNotice, DaemonViews } from '../../contracts/ports/views.ts';
import { stateText } from '../../domain/state-text.ts';
import { HttpFailure } from '../failures.ts';
import { MOST, whole, resumedAt } from '../paging.ts';
import type { ServerParts } from '../parts.ts';
import { sse, type Frame } from '../sse.ts';

const PAGE = 500;

/** Transitions of one actor as they happen, from its newest revision (or the one a reconnecting page names) on. */
function transitionStream(
  c: Context,
  views: DaemonViews,
  { address, rev }: ActorDetail,
  closing: AbortSignal,
): Response {
  let after = resumedAt(c, rev);
  const pull = (): { frames: Frame[] } => {
    const entries = views.journal(address, { after, limit: PAGE });
    after = entries.at(-1)?.rev ?? after;
    const frames = entries.map((e) => ({
      id: String(e.rev),
      event: 'transition',
      data: JSON.stringify({ ...e, state: stateText(e.value) }),
    }));
    return { frames };
  };
  const concerns = (notice: CommitNotice): boolean => notice.transitions.some((t) => t.address === address);
  return sse(c, views, { pull, concerns }, closing);
}

/** Builds the routes under /v1/actors. */
export function actors({ views }: ServerParts, closing: AbortSignal): Hono {
  const app = new Hono();
  const known = (address: string) => {
    const actor = views.actor(address);
    if (!actor) throw new HttpFailure(404, 'actor.unknown', `There is no actor ${address}.`);
    return actor;
  };
  app.get('/', (c) => {
    const [machine, status] = [c.req.query('machine'), c.req.query('status')];
    const page = {
      limit: whole(c, 'limit', 100, [1, PAGE]),
      offset: whole(c, 'offset', 0, [0, MOST]),
      ...(machine === undefined ? {} : { machine }),
      ...(status === undefined ? {} : { status }),
    };
    return c.json({ actors: views.actors(page) });
  });
  app.get('/:address', (c) => c.json(known(c.req.param('address'))));
  app.get('/:address/journal', (c) => {
    const { address } = known(c.req.param('address'));
    const page = { after: whole(c, 'after', -1, [-1, MOST]), limit: whole(c, 'limit', PAGE, [1, PAGE]) };
    return c.json({ journal: views.journal(address, page) });
  });
  app.get('/:address/state', (c) => {
    const { address, rev: newest } = known(c.req.param('address'));
    const rev = whole(c, 'rev', newest, [0, MOST]);
    const state = views.stateAt(address, rev);
    if (!state)
      throw new HttpFailure(404, 'actor.no_revision', `${address} has no revision ${rev}; its newest is ${newest}.`);
    return c.json({ address, rev, ...state });
  });
  app.get('/:address/stream', (c) => transitionStream(c, views, known(c.req.param('address')), closing));
  return app;
}

/** Builds the routes under /v1/inspect: charts by the hash of their definition. */
export function inspect({ views, charts }: ServerParts): Hono {
  const app = new Hono();
  app.get('/defs/:file', async (c) => {
    const file = c.req.param('file');
    const hash = file.replace(/\.svg$/, '');
    const definition = views.definition(hash);
    if (!definition) throw new HttpFailure(404, 'chart.unknown', `There is no machine definition ${hash}.`);
    const { svg, json } = await charts.chart(definition);
    c.header('cache-control', 'private, max-age=86400, immutable');
    if (file.endsWith('.svg')) return c.body(svg, 200, { 'content-type': 'image/svg+xml; charset=utf-8' });
    return c.json({ definition, layout: json });
  });
  return app;
}
