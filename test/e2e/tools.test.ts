/** Tools from end to end: a real daemon, real programs in the real sandbox, buttons on a stub Telegram, kill -9. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Rule } from '../kit/core.ts';
import { stage, until, type Stage } from './stage.ts';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** A model that makes one call, then says what came of it. */
function once(name: string, args: object): Rule[] {
  return [
    { on: 'tool', reply: (c) => ({ text: `Result: ${c.lastToolResult ?? ''}` }) },
    { match: 'do it', reply: { text: 'One moment.', toolCalls: [{ name, args }] } },
  ];
}

interface Question {
  code: string;
  state: string;
  card: { title: string; body: string; facts: { label: string; value: string }[] };
}

const seen = (s: Stage) => s.telegram.visible(42).map((m) => m.text ?? '');
const questions = async (s: Stage): Promise<Question[]> =>
  ((await (await s.api('/v1/approvals')).json()) as { approvals: Question[] }).approvals;
const events = async (s: Stage): Promise<{ kind: string; payload: { type?: string; class?: string } }[]> => {
  const { runs } = (await (await s.api('/v1/runs')).json()) as { runs: { id: string }[] };
  const lists = await Promise.all(runs.map(async ({ id }) => (await s.api(`/v1/runs/${id}/events`)).json()));
  return lists.flatMap((list) => (list as { events: never[] }).events);
};

/** The Telegram message that carries buttons, and what is on them. */
const buttons = (s: Stage): { message_id: number; keys: string[] } | undefined => {
  const edit = s.telegram.sent.findLast((m) => m.reply_markup !== undefined);
  if (!edit) return undefined;
  const markup = (typeof edit.reply_markup === 'string' ? JSON.parse(edit.reply_markup) : edit.reply_markup) as {
    inline_keyboard: { callback_data: string }[][];
  };
  return { message_id: Number(edit.message_id), keys: markup.inline_keyboard.flat().map((b) => b.callback_data) };
};
const press = (s: Stage, key: string, message_id: number) =>
  s.telegram.press(key, { message_id, chat: { id: 42, type: 'private' }, date: 1 }, { userId: 42 });

describe.skipIf(!existsSync('/usr/bin/bwrap'))('with the sandbox', () => {
  test('a command is asked for with what will run, allowed by a button, and runs inside the walls', async () => {
    const s = (open = await stage({
      rules: once('bash', { command: 'echo hi > out.txt; id -u; cat /etc/hostname; pwd' }),
    }));
    s.telegram.say('do it');
    const { keys, message_id } = await until('buttons are there', () => buttons(s));
    const question = seen(s).join('\n');
    expect(question).toContain('echo hi > out.txt; id -u; cat /etc/hostname; pwd');
    expect(keys[0]).toMatch(/^\/approve [2-9A-Z]{4}$/);
    expect(existsSync(join(s.home, 'workspace', 'out.txt'))).toBe(false);
    press(s, keys[0] ?? '', message_id);
    await until('the answer is there', () => seen(s).find((text) => text.includes('Result:')));
    expect(readFileSync(join(s.home, 'workspace', 'out.txt'), 'utf8')).toBe('hi\n');
    await until('the question shows its outcome', () => seen(s).find((text) => /^✓ .*yes \(telegram:42\)/m.test(text)));
    expect(s.telegram.requests(/answerCallbackQuery/).length).toBeGreaterThan(0);
  });

  test('reading is free, writing shows its diff and is answered in the terminal’s way', async () => {
    const s = (open = await stage({ telegram: false, rules: once('edit', { path: 'a.txt', old: 'two', new: 'TWO' }) }));
    mkdirSync(join(s.home, 'workspace'));
    writeFileSync(join(s.home, 'workspace', 'a.txt'), 'one\ntwo\nthree\n');
    const answer = s.ask('do it');
    const [question] = await until('it is asked', async () =>
      (await questions(s)).length > 0 ? questions(s) : undefined,
    );
    expect(question?.card.body).toContain('-two');
    expect(question?.card.body).toContain('+TWO');
    const reply = await s.api(`/v1/approvals/${question?.code ?? ''}`, {
      method: 'POST',
      body: JSON.stringify({ answer: 'yes', via: 'terminal' }),
    });
    expect(reply.status).toBe(200);
    expect(await (await answer).text()).toContain('Result:');
    expect(readFileSync(join(s.home, 'workspace', 'a.txt'), 'utf8')).toBe('one\nTWO\nthree\n');
  });

  test('after kill -9 the question still stands, is asked once, and its answer counts', async () => {
    const s = (open = await stage({ rules: once('bash', { command: 'echo once >> count.txt' }) }));
    s.telegram.say('do it');
    await until('buttons are there', () => buttons(s));
    const [before] = await questions(s);
    s.daemon.signal('SIGKILL');
    await s.daemon.gone();
    s.daemon.start();
    await s.daemon.ready();
    const [after, ...more] = await questions(s);
    expect(more).toEqual([]);
    expect(after?.code).toBe(before?.code);
    const asked = seen(s).filter((text) => text.includes('May I do this?'));
    expect(asked).toHaveLength(1);
    s.telegram.say(`yes ${after?.code ?? ''}`);
    await until('the answer is there', () => seen(s).find((text) => text.includes('Result:')));
    expect(readFileSync(join(s.home, 'workspace', 'count.txt'), 'utf8')).toBe('once\n');
  });

  test('Omega’s own database, keys and token are out of reach', async () => {
    const command = `cat ${'$HOME'}/../omega.db ../omega.db ../token ../config.toml 2>&1 | head -c 300; ls -la .. 2>&1`;
    const s = (open = await stage({ telegram: false, rules: once('bash', { command }) }));
    const answer = s.ask('do it');
    const [question] = await until('it is asked', async () =>
      (await questions(s)).length > 0 ? questions(s) : undefined,
    );
    await s.api(`/v1/approvals/${question?.code ?? ''}`, { method: 'POST', body: JSON.stringify({ answer: 'yes' }) });
    const text = await (await answer).text();
    expect(text).toContain('Result:');
    expect(text).not.toContain('SQLite format');
  });
});

test('a page on this machine is refused by fetch before anything is asked for twice', async () => {
  const s = (open = await stage({
    telegram: false,
    rules: once('fetch', { url: 'http://169.254.169.254/latest/meta-data' }),
  }));
  const answer = s.ask('do it');
  const [question] = await until('it is asked', async () =>
    (await questions(s)).length > 0 ? questions(s) : undefined,
  );
  expect(JSON.stringify(question?.card)).toContain('169.254.169.254');
  await s.api(`/v1/approvals/${question?.code ?? ''}`, {
    method: 'POST',
    body: JSON.stringify({ answer: 'no', words: 'never' }),
  });
  expect(await (await answer).text()).toContain('The owner said no: never');
  expect((await events(s)).find((e) => e.kind === 'tool_error')?.payload.class).toBe('denied');
});
