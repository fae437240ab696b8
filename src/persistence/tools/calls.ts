/** Tables model_round and tool_call: what models asked for, and what came of it. */
import type { JsonObject } from '../../contracts/json.ts';
import type { ModelImage } from '../../contracts/ports/provider.ts';
import type { StoredCall, ToolCalls } from '../../contracts/ports/stores/tool-store.ts';
import type { Db } from '../database.ts';

const CALL = `id, run, key, part, round, place, model_id AS modelId, name, args, raw, opaque, tool, version, hash, state,
  error, result, output, images, artifact, line, permit, approval, "foreign" AS isForeign, asked_at AS askedAt, settled_at AS settledAt`;

type Row = Omit<StoredCall, 'call' | 'output' | 'images' | 'foreign'> & {
  modelId: string;
  name: string;
  args: string | null;
  raw: string;
  opaque: string | null;
  output: string | null;
  images: string;
  isForeign: number;
};

function parsed(text: string | null): JsonObject | null {
  return text === null ? null : (JSON.parse(text) as JsonObject);
}

function toCall({ modelId, name, args, raw, opaque, output, images, isForeign, ...row }: Row): StoredCall {
  return {
    ...row,
    call: { id: modelId, name, args: parsed(args), raw, ...(opaque === null ? {} : { opaque }) },
    output: parsed(output),
    images: JSON.parse(images) as ModelImage[],
    foreign: isForeign === 1,
  };
}

function adder(db: Db): ToolCalls['addRound'] {
  const addRound = db.prepare('INSERT INTO model_round (run, part, round, text) VALUES (?, ?, ?, ?)');
  const addCall =
    db.prepare(`INSERT INTO tool_call (id, run, key, part, round, place, model_id, name, args, raw, opaque, asked_at)
    VALUES (@id, @run, @key, @part, @round, @place, @modelId, @name, @args, @raw, @opaque, @at)`);
  return ({ run, key, part, round, text, calls }, at) => {
    addRound.run(run, part, round, text);
    calls.forEach(({ id, call: { id: modelId, name, args, raw, opaque = null } }, place) => {
      const written = args === null ? null : JSON.stringify(args);
      addCall.run({ id, run, key, part, round, place, modelId, name, args: written, raw, opaque, at });
    });
  };
}

type Counts = Pick<ToolCalls, 'countsOf' | 'sizeOf' | 'hasForeign'>;

/** What is asked at every call: never a row is read whole for it. */
function counts(db: Db): Counts {
  const of = db.prepare<[string, string, string], ReturnType<ToolCalls['countsOf']>>(
    `SELECT count(*) AS asked, coalesce(sum(state <> 'asked'), 0) AS settled,
      coalesce(sum(hash = ? AND id <> ?), 0) AS same FROM tool_call WHERE run = ?`,
  );
  const size = db
    .prepare<[string, string, number], number>(
      'SELECT count(*) FROM tool_call WHERE run = ? AND part = ? AND round = ?',
    )
    .pluck();
  const foreign = db
    .prepare<[string], number>('SELECT 1 FROM tool_call WHERE run = ? AND "foreign" = 1 LIMIT 1')
    .pluck();
  return {
    countsOf: (run, { id, hash }) => of.get(hash, id, run) ?? { asked: 0, settled: 0, same: 0 },
    sizeOf: ({ run, part, round }) => size.get(run, part, round) ?? 0,
    hasForeign: (run) => foreign.get(run) !== undefined,
  };
}

/** The order in which a model asked. */
const asAsked = (a: Pick<Row, 'round' | 'place'>, b: Pick<Row, 'round' | 'place'>): number =>
  a.round - b.round || a.place - b.place;

/** Reads rounds and calls whole. Sorted here: a sorter of SQLite costs more than reading the few rows. */
function reading(db: Db): Pick<ToolCalls, 'rounds' | 'call' | 'callsOf'> {
  const rounds = db.prepare<[string, string], { round: number; text: string }>(
    'SELECT round, text FROM model_round WHERE run = ? AND part = ?',
  );
  const ofPart = db.prepare<[string, string], Row>(`SELECT ${CALL} FROM tool_call WHERE run = ? AND part = ?`);
  const ofRun = db.prepare<[string], Row>(`SELECT ${CALL} FROM tool_call WHERE run = ?`);
  const get = db.prepare<[string], Row>(`SELECT ${CALL} FROM tool_call WHERE id = ?`);
  return {
    rounds(run, part) {
      const calls = ofPart.all(run, part).toSorted(asAsked).map(toCall);
      const inOrder = rounds.all(run, part).toSorted((a, b) => a.round - b.round);
      return inOrder.map((r) => ({ ...r, calls: calls.filter((c) => c.round === r.round) }));
    },
    call(id) {
      const row = get.get(id);
      return row && toCall(row);
    },
    callsOf: (run) =>
      ofRun
        .all(run)
        .toSorted((a, b) => a.askedAt - b.askedAt || asAsked(a, b))
        .map(toCall),
  };
}

/** Builds the store. */
export function toolCalls(db: Db): ToolCalls {
  const identify = db.prepare('UPDATE tool_call SET tool = @tool, version = @version, hash = @hash WHERE id = @id');
  const permit = db.prepare('UPDATE tool_call SET permit = ? WHERE id = ?');
  const question = db.prepare('UPDATE tool_call SET approval = ? WHERE id = ?');
  const ran = db.prepare(`UPDATE tool_call SET state = 'ran', result = @result, output = @output, images = @images,
    artifact = @artifact, line = @line, "foreign" = @isForeign WHERE id = @id`);
  const done = db.prepare("UPDATE tool_call SET state = 'done', settled_at = @at WHERE id = @id");
  const failed = db.prepare(
    `UPDATE tool_call SET state = 'error', error = @error, result = @result, artifact = '', images = '[]', "foreign" = max("foreign", @isForeign), settled_at = @at WHERE id = @id`,
  );
  return {
    ...counts(db),
    addRound: adder(db),
    ...reading(db),
    identify: (id, { tool, version, hash }) => void identify.run({ id, tool, version, hash }),
    permit: (id, by) => void permit.run(by, id),
    question: (id, approval) => void question.run(approval, id),
    ran: (id, { result, output, images, artifact, line, foreign }) =>
      void ran.run({
        id,
        result,
        output: output === null ? null : JSON.stringify(output),
        images: JSON.stringify(images),
        artifact,
        line,
        isForeign: foreign ? 1 : 0,
      }),
    settle(id, end, at) {
      if (end.state === 'done') done.run({ id, at });
      else failed.run({ id, at, error: end.error, result: end.result, isForeign: end.foreign === true ? 1 : 0 });
    },
  };
}
