/** Who may talk, as in the original's table, where it was right. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allowList } from '../../src/app/settings/channels.ts';
import { Config } from '../../src/contracts/config.ts';

interface Row {
  channel: string;
  allowed: (number | string)[];
  sender: string;
  allow: boolean;
  verdict?: 'deviate';
  ours?: string;
}

const { auth } = JSON.parse(readFileSync(new URL('./omega.json', import.meta.url), 'utf8')) as { auth: Row[] };

/** Ours where the original let everybody in: an empty list is nobody, on every channel. */
const allows = ({ allow, verdict }: Row): 'allow' | 'refuse' => (allow && verdict === undefined ? 'allow' : 'refuse');

/** A channel that is not built has no list yet: its rows count from the day it has one. */
const built = new Set(Object.keys(Config.parse({}).channel));
const rows = auth.filter(({ channel }) => built.has(channel) || channel === 'discord');

it('leaves out WhatsApp alone, as long as there is no such channel', () => {
  const left = auth.filter((row) => !rows.includes(row)).map(({ channel }) => channel);
  expect(new Set(left)).toEqual(new Set(built.has('whatsapp') ? [] : ['whatsapp']));
});

it.each(rows.map((row) => [`${row.channel} ${JSON.stringify(row.allowed)} ${row.sender}`, row] as const))(
  '%s',
  (_, row) => {
    const allowed_users = row.allowed.map(String);
    const config = Config.parse(built.has(row.channel) ? { channel: { [row.channel]: { allowed_users } } } : {});
    expect(allowList(config)(row.channel, { id: row.sender, name: '' })).toBe(allows(row));
  },
);
