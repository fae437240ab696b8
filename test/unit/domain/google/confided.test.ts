/** What is said in confidence is told from everything else, whatever the set-up waits for. */
import { describe, expect, test } from 'vitest';
import { confided, SEALED } from '../../../../src/domain/google/confided.ts';

const CLIENT = '{"installed":{"client_id":"1.apps.googleusercontent.com","client_secret":"GOCSPX-x"}}';
const OLD_CLIENT = CLIENT.replace('GOCSPX-x', 'abc');
const ANSWER = 'http://127.0.0.1:7777/google/callback?state=s&code=4/0Ab';

describe('without a set-up', () => {
  test.each([CLIENT, OLD_CLIENT, ANSWER, `Look: ${CLIENT}`, '/note GOCSPX-abc'])('%s is kept aside', (text) => {
    expect(confided(text, false)).toEqual({ stored: SEALED, words: text });
  });

  test.each(['/google 4/0Abc', '/google@omega_bot 4/0Abc'])('so is what stands behind the command: %s', (text) => {
    expect(confided(text, false)).toEqual({ stored: SEALED, words: '4/0Abc' });
  });

  test.each([
    'hello',
    'no',
    '/google',
    '/google disconnect',
    '/GOOGLE Cancel',
    'What is a client_secret?',
    'client_secret: process.env.SECRET',
    'see http://127.0.0.1:7777/google/callback',
    '/home/ada/client.json',
  ])('%s is an ordinary message', (text) => {
    expect(confided(text, false)).toBeUndefined();
  });
});

describe('while a set-up waits', () => {
  test.each(['4/0Abc', '/home/ada/client.json', 'half of {"client', 'yes', 'hello'])('%s is meant for it', (text) => {
    expect(confided(text, true)).toEqual({ stored: SEALED, words: text });
  });

  test.each(['no', 'cancel', 'abbrechen', 'отмена', 'annule, merci'])('%s ends it', (text) => {
    expect(confided(text, true)).toEqual({ stored: '/google cancel', words: '' });
  });

  test.each(['/status', '/google', 'yes AB2C', 'no AB2C use another one'])('%s is not for it', (text) => {
    expect(confided(text, true)).toBeUndefined();
  });
});
