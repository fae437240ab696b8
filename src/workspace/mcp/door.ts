/** Answers MCP clients of the owner out of the daemon: the same ways and the same rights as the HTTP API. */
import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../contracts/json.ts';
import { MAX_TEXT } from '../../contracts/message.ts';
import type { DoorTool, McpDoor } from '../../contracts/ports/mcp/door.ts';
import { RunStatus } from '../../contracts/run-event.ts';
import { ended } from '../exchange.ts';
import type { ServerParts } from '../parts.ts';

/** Runs that are listed as resources. */
const LISTED = 50;
/** Events of a run that are given at once. */
const EVENTS = 500;

type Use = (args: JsonObject, signal: AbortSignal) => Promise<JsonObject> | JsonObject;

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const numberOf = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
/** Values of ours as JSON that is theirs. */
const plain = <T>(value: T): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

function asking(parts: ServerParts, closing: AbortSignal): Use {
  return async (args, signal) => {
    const text = textOf(args['text']);
    if (text.length > MAX_TEXT) throw new Error(`The text has ${text.length} characters; up to ${MAX_TEXT} are taken.`);
    const user = textOf(args['conversation']) || 'mcp';
    const { messageId } = await parts.views.receive({
      channel: 'api',
      chat: user,
      sender: user,
      senderName: '',
      direct: true,
      ref: '',
      dedupe: `${user}:${textOf(args['key']) || randomUUID()}`,
      text,
      at: parts.now(),
      mode: 'follow-up',
    });
    const exchange = await ended(parts.views, messageId, `api:${user}`, AbortSignal.any([closing, signal]));
    if (exchange.reply === null || exchange.status === 'failed')
      throw new Error(exchange.reply?.text ?? 'There is no answer; the log of the run says why.');
    return { reply: exchange.reply.text, run: exchange.runId ?? '' };
  };
}

function sending({ outside }: ServerParts): Use {
  return async (args) => {
    const channel = textOf(args['channel']) || outside.channels()[0];
    if (channel === undefined || !outside.channels().includes(channel))
      throw new Error('No chat of the owner is set up.');
    const target = outside.targetOf(channel);
    if (target === undefined) throw new Error(`The owner has no chat on ${channel}.`);
    const key = `mcp:${textOf(args['key']) || randomUUID()}`;
    const said = await outside.say({ source: 'mcp', message: textOf(args['text']), channel, target, key });
    if (said === 'failed') throw new Error(`${channel} did not take the message.`);
    return { status: said, channel };
  };
}

function getting({ views }: ServerParts): Use {
  return (args) => {
    const id = textOf(args['id']);
    const run = views.run(id);
    if (run === undefined) throw new Error(`There is no run ${id}.`);
    return plain({ run, events: views.runEvents(id, { after: 0, limit: EVENTS }) });
  };
}

/** Builds the door. */
export function doorOf(parts: ServerParts, closing: AbortSignal): McpDoor {
  const { views, recall } = parts;
  const uses: Record<DoorTool, Use> = {
    ask: asking(parts, closing),
    send_message: sending(parts),
    get_run: getting(parts),
    search_memory: (args) => {
      if (recall === undefined) throw new Error('The memory cannot be searched here.');
      const found = recall(textOf(args['words']), numberOf(args['limit'], 10));
      return { found: found.map(({ text, at, role }) => ({ text, at: new Date(at).toISOString(), role })) };
    },
    list_runs: (args) => {
      const status = args['status'] === undefined ? undefined : RunStatus.parse(args['status']);
      const conversation = args['conversation'] === undefined ? undefined : textOf(args['conversation']);
      const page = {
        limit: numberOf(args['limit'], 20),
        ...(status === undefined ? {} : { status }),
        ...(conversation === undefined ? {} : { conversation }),
      };
      return plain({ runs: views.runs(page) });
    },
  };
  return {
    async use(tool, args, signal) {
      const { ready, trouble } = views.status();
      if (!ready) throw new Error(trouble === '' ? 'Omega is starting or stopping; try again.' : trouble);
      return uses[tool](args, signal);
    },
    runs: () =>
      Promise.resolve(
        views
          .runs({ limit: LISTED })
          .map(({ id, conversation, status }) => ({ id, title: `${conversation}: ${status}` })),
      ),
  };
}
