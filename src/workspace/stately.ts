/**
 * Bridge to the Stately inspector, opt-in: actors and their transitions as frames of its WebSocket protocol 0.7.2.
 * States and event types go out, never context and never code; the definition is the chart's structure.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { WebSocket } from 'ws';
import type {
  ChartDefinition,
  ChartState,
  ChartTransition,
  DaemonViews,
  JournalEntry,
} from '../contracts/ports/views.ts';

const PROTOCOL = '0.7.2';
const LOOK_MS = 400;
const ACTORS = 200;
const VIEWER = 'https://stately.ai/inspect';

/** A running bridge. */
export interface StatelyBridge {
  /** page that shows the actors in the inspector; loads it from the other party */
  page: string;
  /** WebSocket for `createWebSocketReceiver` */
  socket: string;
  close(): Promise<void>;
}

type Frame = Record<string, unknown>;

function frame(type: string, fields: Frame, at: number): string {
  return JSON.stringify({
    type,
    ...fields,
    id: randomBytes(8).toString('hex'),
    createdAt: String(at),
    _version: PROTOCOL,
  });
}

/** The chart as an XState configuration: ids, events, names of guards and actions; no implementation. */
function configOf({ root, transitions }: ChartDefinition): Frame {
  const outgoing = (id: string): Frame => {
    const events: Record<string, Frame[]> = {};
    for (const t of transitions.filter((x: ChartTransition) => x.source === id))
      (events[t.event] ??= []).push({
        target: t.targets.map((target) => `#${target}`),
        ...(t.guard === '' ? {} : { guard: t.guard }),
        actions: t.actions,
      });
    return events;
  };
  const node = (state: ChartState): Frame => ({
    id: state.id,
    ...(state.initial === null ? {} : { initial: state.states.find((s) => s.id === state.initial)?.key }),
    ...(state.type === 'final' || state.type === 'parallel' ? { type: state.type } : {}),
    description: state.description,
    on: outgoing(state.id),
    states: Object.fromEntries(state.states.map((s) => [s.key, node(s)])),
  });
  return node(root);
}

/** What one viewer has been told: newest revision by address. */
class Feed {
  readonly #views: DaemonViews;
  readonly #told = new Map<string, number>();

  constructor(views: DaemonViews) {
    this.#views = views;
  }

  #transition(entry: JournalEntry): string[] {
    const { address: sessionId, at, event, value } = entry;
    const plain = { type: event.type };
    return [
      frame('@xstate.event', { event: plain, sessionId, sourceId: undefined }, at),
      frame('@xstate.snapshot', { snapshot: { status: 'active', value, context: {} }, event: plain, sessionId }, at),
    ];
  }

  /** Frames of everything that is new since the last call; an actor is introduced before its first transition. */
  next(): string[] {
    const out: string[] = [];
    for (const actor of this.#views.actors({ limit: ACTORS, offset: 0 }).toReversed()) {
      const told = this.#told.get(actor.address);
      if (told === actor.rev) continue;
      if (told === undefined) {
        const detail = this.#views.actor(actor.address);
        const definition = detail && this.#views.definition(detail.definition);
        if (!detail || !definition) continue;
        const snapshot = { status: 'active', value: detail.value, context: {} };
        const fields = {
          name: actor.address,
          sessionId: actor.address,
          parentId: actor.parent ?? undefined,
          rootId: actor.address,
        };
        out.push(
          frame(
            '@xstate.actor',
            { ...fields, definition: JSON.stringify(configOf(definition)), snapshot },
            actor.updatedAt,
          ),
        );
      } else
        for (const entry of this.#views.journal(actor.address, { after: told, limit: 500 }))
          out.push(...this.#transition(entry));
      this.#told.set(actor.address, actor.rev);
    }
    return out;
  }
}

/** Page that holds the inspector in a frame and passes the frames of the socket on to it. */
function pageOf(secret: string): string {
  return `<!doctype html><title>Omega in the Stately inspector</title><style>html,body,iframe{margin:0;width:100%;height:100vh;border:0}</style>
<iframe src="${VIEWER}"></iframe><script>
const frame = document.querySelector('iframe'); const waiting = []; let ready = false;
const pass = (text) => frame.contentWindow.postMessage(JSON.parse(text), ${JSON.stringify(new URL(VIEWER).origin)});
addEventListener('message', (e) => { if (e.data?.type === '@statelyai.connected') { ready = true; waiting.splice(0).forEach(pass); } });
const socket = new WebSocket('ws://' + location.host + '/?t=${secret}');
socket.onmessage = (e) => (ready ? pass(e.data) : waiting.push(e.data));
</script>`;
}

function knows(request: IncomingMessage, secret: string): boolean {
  const given = Buffer.from(new URL(request.url ?? '/', 'http://x').searchParams.get('t') ?? '');
  const wanted = Buffer.from(secret);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as { port: number }).port;
}

/**
 * Opens the bridge on a free port of this machine, behind a secret in its address and a check of the origin.
 *
 * @param views read at short intervals, so that it works beside a daemon in another process as well
 */
export async function statelyBridge(views: DaemonViews): Promise<StatelyBridge> {
  const { WebSocketServer } = await import('ws');
  const secret = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    if (!knows(request, secret))
      return void response.writeHead(401).end('This page needs the secret in the address that Omega printed.');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(secret));
  });
  const sockets = new WebSocketServer({ noServer: true });
  const port = await listen(server);
  const own = `http://127.0.0.1:${port}`;
  server.on('upgrade', (request, socket, head) => {
    const { origin } = request.headers;
    const refused = !knows(request, secret)
      ? '401 Unauthorized'
      : origin !== undefined && origin !== own
        ? '403 Forbidden'
        : '';
    if (refused !== '') return void socket.end(`HTTP/1.1 ${refused}\r\n\r\n`);
    sockets.handleUpgrade(request, socket, head, (viewer: WebSocket) => {
      const feed = new Feed(views);
      const look = (): void => feed.next().forEach((text) => viewer.send(text));
      look();
      const timer = setInterval(look, LOOK_MS);
      viewer.on('close', () => clearInterval(timer));
    });
  });
  return {
    page: `${own}/?t=${secret}`,
    socket: `ws://127.0.0.1:${port}/?t=${secret}`,
    close: () =>
      new Promise((resolve) => {
        for (const viewer of sockets.clients) viewer.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
