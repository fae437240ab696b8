/** Run events hold no secret, whoever appends them; the chain fits what is stored. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../../../src/actors/notices.ts';
import { openStores } from '../../../src/app/stores.ts';
import { redactor } from '../../../src/domain/redact.ts';

const SECRET = 'wonderful-"secret"-1';
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-runs-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test('arguments, results and words of a model are masked in the row', () => {
  const quiet = notices(() => undefined);
  const stores = openStores(home, quiet, false, redactor([SECRET]));
  stores.runs.create({ id: 'r1', key: 'web:owner', trigger: 'message', actor: 'run:r1', at: 1, details: {} });
  const base = { runId: 'r1', actor: 'run:r1', at: 2 } as const;
  stores.runs.append({ ...base, kind: 'tool_call', origin: 'model', payload: { args: { deep: [`a ${SECRET}`] } } });
  stores.runs.append({ ...base, kind: 'tool_result', origin: 'tool', payload: { result: encodeURIComponent(SECRET) } });
  stores.runs.append({ ...base, kind: 'assistant_message_delta', origin: 'model', payload: { text: 'plain' } });
  expect(stores.runs.events('r1', 1, 10).map(({ payload }) => payload)).toEqual([
    { args: { deep: ['a [secret]'] } },
    { result: '[secret]' },
    { text: 'plain' },
  ]);
  expect(stores.runs.brokenAt('r1')).toBeUndefined();
  stores.db.pragma('wal_checkpoint(TRUNCATE)');
  stores.db.close();
  expect(readFileSync(join(home, 'omega.db')).includes('wonderful')).toBe(false);
});
