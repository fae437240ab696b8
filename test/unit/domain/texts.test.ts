/** The catalogue of texts. */
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../../src/contracts/errors.ts';
import type { ErrorCode } from '../../../src/contracts/errors.ts';
import { COMMANDS } from '../../../src/domain/commands.ts';

import { adviceFor, reasonFor, summaryOf, TEXT_KEYS, text } from '../../../src/domain/i18n/texts.ts';
import type { TextKey } from '../../../src/domain/i18n/texts.ts';
import { SAMPLES } from './i18n/samples.ts';

const sample = <K extends TextKey>(key: K): string => text(key, ...SAMPLES[key]);
const CODES = Object.keys(ERRORS) as ErrorCode[];

describe('every text', () => {
  it.each(TEXT_KEYS)('%s is written out, short and without code words', (key) => {
    const written = sample(key);
    expect(written.trim()).not.toBe('');
    expect(written.length).toBeLessThan(key === 'help' ? 2500 : 800);
    expect(written).not.toMatch(
      /undefined|NaN|\[object|\b(provider|channel|machine)\.[a-z]|\bHTTP\b|\bexception\b|\bnull\b/i,
    );
  });

  it('has a sample', () => {
    expect(Object.keys(SAMPLES).toSorted()).toEqual([...TEXT_KEYS].toSorted());
  });
});

describe('single texts', () => {
  it('says how the owner adds a sender', () => {
    expect(sample('refused')).toContain('Your id on telegram is 42.');
    expect(sample('refused')).toContain('TELEGRAM_ALLOWED_USERS');
  });

  it('names each provider that failed, why, and each advice once', () => {
    const written = text('gaveUp', {
      failed: [
        { provider: 'anthropic', code: 'provider.key_invalid' },
        { provider: 'openai', code: 'provider.key_invalid' },
        { provider: 'ollama', code: 'provider.unreachable' },
      ],
    });
    expect(written.split('\n')).toEqual([
      'I could not get an answer, sorry.',
      '- anthropic refused the key',
      '- openai refused the key',
      '- ollama could not be reached',
      'What you can do: Set a valid key and restart me. Check the network and the address of the provider.',
    ]);
    expect(text('gaveUp', { failed: [] })).toContain('no AI model is set up');
  });

  it('lists every command in the help', () => {
    const lines = sample('help').split('\n');
    for (const { name } of COMMANDS)
      expect(lines.some((line) => line.startsWith(`/${name} `) && line.endsWith(`- ${summaryOf(name)}`))).toBe(true);
  });

  it('reads the state line by line', () => {
    expect(sample('status').split('\n')).toEqual([
      'Omega 1.2.3, up for 1 d 2 h.',
      'Trouble: the disk is full',
      'Model anthropic: healthy',
      'Channel telegram: misconfigured (the token was refused)',
      'Waiting: 2 messages.',
    ]);
  });

  it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h 0 min'],
  ])('writes %i ms as %s', (uptimeMs, words) => {
    const quiet = { version: '1', trouble: '', waiting: 0, providers: [], channels: [] };
    expect(text('status', { ...quiet, uptimeMs })).toBe(`Omega 1, up for ${words}.\nNo message is waiting.`);
  });

  it('counts in the singular and the plural', () => {
    expect(text('resumed', { waiting: 0 })).toBe('I am back.');
    expect(text('resumed', { waiting: 1 })).toContain('1 message to');
    expect(text('busy', { waiting: 2 })).toContain('2 messages to');
  });

  it('mentions only the first word of an unknown command', () => {
    expect(sample('unknownCommand')).toContain('/foo.');
    expect(sample('unknownCommand')).not.toContain('bar');
  });

  it('lists what was found, and has words for nothing', () => {
    expect(sample('recalled')).toContain('- yesterday: buy milk\n- milk is out');
    expect(text('runs', { items: [] })).toBe('I have not done anything here yet.');
    expect(text('why', { steps: [] })).toBe('There is no answer of mine here yet.');
    expect(sample('why')).toContain('2. I answered.');
  });

  it('says why a channel is off and what to do, in given words where there are some', () => {
    expect(sample('channelOff')).toBe(
      'I am not receiving messages on telegram: it refused the token. Set a valid token and restart me.',
    );
    const todo = 'Set TELEGRAM_BOT_TOKEN.';
    expect(text('channelOff', { channel: 'telegram', code: 'channel.token_invalid', todo })).toMatch(
      /token\. Set TELE/,
    );
  });

  it('names a nameless sender by the id', () => {
    expect(text('whoami', { channel: 'web', sender: 'owner', name: '', chat: 'main' })).toContain(
      'You are owner on web',
    );
  });
});

describe('reasons', () => {
  it('has own words for every error of a provider and of a channel that turns one off', () => {
    const spoken = CODES.filter(
      (c) => c.startsWith('provider.') || (c.startsWith('channel.') && ERRORS[c][0] === 'stop'),
    );
    for (const code of spoken) expect([code, reasonFor(code)]).not.toEqual([code, reasonFor('machine.poison')]);
  });

  it.each(CODES)('has an advice for %s', (code) => {
    expect(adviceFor(code)).toMatch(/^[A-Z].*\.$/);
    expect(reasonFor(code)).toMatch(/^[a-z][^.]*$/);
  });
});
