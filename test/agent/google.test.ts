/** Connecting a Google account in the chat: who may, what is stored of it, how it ends, and power cuts at every commit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GOOGLE } from '../../src/actors/google/set-up.ts';
import { seeded } from '../kit/crash/loop.ts';
import { GoogleStub } from '../kit/google.ts';
import { AgentRig, cleanUp, type AgentOptions } from './rig.ts';

let google: GoogleStub;
beforeEach(async () => {
  google = await new GoogleStub().listen();
});
afterEach(() => google.close());
afterAll(cleanUp);

const CONFIG = { channel: { telegram: { allowed_users: ['42'] } } };
const begin = (options: AgentOptions = {}) => new AgentRig({ google: google.url, config: CONFIG, ...options });
const state = (rig: AgentRig) => rig.ports.peek(GOOGLE)?.value ?? 'idle';
/** Google answers in real time, the rest goes by the clock of the rig. */
const reached = (rig: AgentRig, wanted: string) =>
  vi.waitFor(async () => {
    await rig.settle(50);
    expect(state(rig)).toBe(wanted);
  }, 10_000);
const addressIn = (rig: AgentRig) =>
  /http\S+\/auth\?\S+/.exec(rig.texts().findLast((text) => text.includes('/auth?')) ?? '')?.[0] ?? '';
const stored = (rig: AgentRig) =>
  rig.stores.messages
    .list('telegram:42', { limit: 100 })
    .filter(({ role }) => role === 'user')
    .map(({ text }) => text);

async function connect(rig: AgentRig): Promise<void> {
  await rig.say('/google');
  await rig.say(google.clientFile());
  await reached(rig, 'code');
  await rig.settle();
  await rig.say(await google.agree(addressIn(rig)));
  await reached(rig, 'idle');
  await rig.settle();
}

test('the owner connects; what was said in confidence is neither stored nor read by a model', async () => {
  const rig = begin();
  await connect(rig);
  expect(rig.last()).toContain('ada@example.com is connected');
  expect(stored(rig)).toEqual(['/google [GOOGLE_AUTH]', '/google [GOOGLE_AUTH]', '/google']);
  expect(rig.removed).toEqual(['42:2', '42:3']);
  expect(rig.requests).toEqual([]);
  const database = ['omega.db', 'omega.db-wal'].map((name) => readFileSync(join(rig.home, name), 'latin1')).join('');
  expect(google.secrets.length).toBeGreaterThan(3);
  expect(google.secrets.filter((secret) => database.includes(secret))).toEqual([]);
  await rig.say('hello');
  const read = JSON.stringify(rig.requests);
  expect([rig.requests.length, read.includes('hello'), read.includes('/auth?'), read.includes('OAuth')]).toEqual([
    1,
    true,
    false,
    false,
  ]);
  await rig.say('/google');
  expect(rig.last()).toContain('ada@example.com is connected');
  expect(state(rig)).toBe('idle');
});

test('nobody else connects anything, and what they send is not kept', async () => {
  const rig = begin();
  await rig.say('/google', '43');
  expect(rig.last('43')).toContain('only for my owner');
  await rig.say(google.clientFile(), '43');
  expect(rig.last('43')).toContain('only for my owner');
  await rig.ports.receive('telegram', [
    {
      channel: 'telegram',
      chat: '-100',
      sender: '42',
      senderName: 'Ada',
      direct: false,
      ref: '1',
      dedupe: 'g1',
      text: '/google',
      at: 0,
    },
    {
      channel: 'telegram',
      chat: '-100',
      sender: '42',
      senderName: 'Ada',
      direct: false,
      ref: '2',
      dedupe: 'g2',
      text: google.clientFile(),
      at: 0,
    },
  ]);
  await rig.settle();
  expect(rig.texts('-100').join('\n')).toContain('in their own chat');
  expect(readdirSync(rig.home)).not.toContain('secrets');
  expect([state(rig), rig.requests]).toEqual(['idle', []]);
});

test('in a terminal nothing is begun: what comes later would not be seen', async () => {
  const rig = begin();
  const said = { channel: 'terminal', chat: 'default', sender: 'owner', senderName: '', direct: true, ref: '', at: 0 };
  await rig.ports.receive('terminal', [{ ...said, dedupe: 't1', text: '/google' }]);
  await rig.settle();
  expect(rig.stores.messages.list('terminal:default', { limit: 1 })[0]?.text).toContain('on the page or on Telegram');
  expect(state(rig)).toBe('idle');
});

test('a program does not answer for the owner', async () => {
  const rig = begin();
  await rig.say('/google');
  const said = { channel: 'telegram', chat: '42', sender: '42', direct: true, ref: '', at: 0 };
  await rig.ports.receive('telegram', [
    { ...said, senderName: 'webhook:ci', dedupe: 'w1', text: '[webhook:ci] the build is done' },
  ]);
  await rig.settle();
  expect([state(rig), rig.requests.length]).toEqual(['client', 1]);
});

test('a client without a set-up is not kept, and said so', async () => {
  const rig = begin();
  await rig.say(google.clientFile());
  await reached(rig, 'idle');
  expect(rig.last()).toContain('I kept nothing of it');
  expect(stored(rig)).toEqual(['/google [GOOGLE_AUTH]']);
  await vi.waitFor(() => expect(readdirSync(join(rig.home, 'secrets'))).toEqual([]));
});

test('half an hour of silence ends it, a word too; then messages are ordinary again', async () => {
  const rig = begin();
  await rig.say('/google');
  await rig.settle(29 * 60_000);
  expect(state(rig)).toBe('client');
  await rig.settle(61_000);
  expect(state(rig)).toBe('idle');
  await rig.say('/google');
  await rig.say('cancel, please');
  expect([state(rig), rig.last()]).toEqual(['idle', 'All right, no Google account is being connected.']);
  await rig.say('hello');
  expect([rig.last(), rig.requests.length]).toEqual(['Hello.', 1]);
  await rig.say('/google cancel');
  expect(rig.last()).toContain('No Google account is being connected at the moment');
});

test('commands work meanwhile; what is no client says why, and the set-up goes on', async () => {
  const rig = begin();
  await rig.say('/google');
  await rig.say('/whoami');
  expect(rig.last()).toContain('42');
  await rig.say('what?');
  await reached(rig, 'client');
  await rig.settle();
  expect(rig.last()).toContain('I cannot read that as a client');
  expect(rig.requests).toEqual([]);
});

test('a no on the page ends it; a client that Google does not know is asked for again', async () => {
  const rig = begin();
  await rig.say('/google');
  await rig.say(google.clientFile());
  await reached(rig, 'code');
  await rig.settle();
  google.faults = { denies: true };
  await rig.say(await google.agree(addressIn(rig)));
  await reached(rig, 'idle');
  await rig.settle();
  expect(rig.last()).toContain('You said no');
  google.faults = {};
  await rig.say('/google');
  await reached(rig, 'code');
  await rig.settle();
  google.client.secret = 'changed';
  await rig.say(await google.agree(addressIn(rig)));
  await reached(rig, 'client');
  await rig.settle();
  expect(rig.last()).toContain('Google does not know this client');
});

test('when Google is away the person is told, and the client is kept', async () => {
  const rig = begin({ google: 'http://127.0.0.1:9' });
  await rig.say('/google');
  await rig.say(google.clientFile());
  await vi.waitFor(async () => {
    await rig.settle(10_000);
    expect(rig.last()).toContain('Google cannot be reached');
  }, 10_000);
  await reached(rig, 'idle');
  expect(rig.ports.google.state()).toEqual({ client: true, account: '' });
});

test('disconnecting says what Google said', async () => {
  const rig = begin();
  await rig.say('/google disconnect');
  expect(rig.last()).toContain('No Google account is connected');
  await connect(rig);
  await rig.say('/google disconnect');
  await vi.waitFor(async () => {
    await rig.settle(50);
    expect(rig.last()).toContain('Google has ended the access');
  });
  expect([google.isOpen, rig.ports.google.state()]).toEqual([false, { client: false, account: '' }]);
});

test('the marker begins it too, in the words of the person', async () => {
  const rig = begin({ script: () => 'Gern.\nGOOGLE_SETUP' });
  await rig.say('/language German');
  await rig.say('Verbinde bitte mein Google-Konto mit dir.');
  expect(rig.last()).toContain('eigenen OAuth-Client');
  expect(state(rig)).toBe('client');
});

test.each([1, 2, 3, 4, 5, 6])(
  'the power fails at commits of chance %d, and the account is connected once',
  async (seed) => {
    const draw = seeded(seed);
    let commits = 0;
    const powerCut = () => (++commits === 5 || draw() < 0.2 ? (draw() < 0.5 ? 'before' : 'after') : undefined);
    const rig = begin({ powerCut });
    const alive = async () => {
      if (!rig.alive) rig.crash(100);
      await rig.settle(500);
    };
    const until = (look: () => boolean) =>
      vi.waitFor(async () => {
        await alive();
        expect(look()).toBe(true);
      }, 20_000);
    await rig.say('/google');
    await until(() => state(rig) === 'client' && rig.last().includes('OAuth client'));
    await rig.say(google.clientFile());
    await until(() => state(rig) === 'code' && addressIn(rig) !== '');
    await rig.say(await google.agree(addressIn(rig)));
    await until(() => state(rig) === 'idle' && rig.last().includes('is connected'));
    expect(rig.texts().filter((text) => text.includes('is connected'))).toHaveLength(1);
    expect(rig.ports.google.state()).toEqual({ client: true, account: 'ada@example.com' });
    expect(rig.crashes).toBeGreaterThan(0);
  },
);
