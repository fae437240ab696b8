/** Rules of memory: what may be a fact, what is worth asking about, what is looked for. */
import { describe, expect, test } from 'vitest';
import { reviewExtraction, tellsAboutSelf } from '../../../../src/domain/memory/extraction.ts';
import { inProfileOrder, isValidFact, looksSecret } from '../../../../src/domain/memory/facts.ts';
import { isSensitive } from '../../../../src/domain/memory/sensitive.ts';
import { cutAtCharacter, fuse, recallQuery, recallTerms } from '../../../../src/domain/memory/recall.ts';

describe('a secret is never a fact', () => {
  test.each([
    'sk-ant-api03-abcdefghijklmnopqrstuvwxyz',
    'my password is hunter2',
    'Mein Passwort ist geheim123',
    'la contraseña es perro',
    'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
    '4111 1111 1111 1111',
    'AKIAIOSFODNN7EXAMPLE',
    '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1',
    '-----BEGIN RSA PRIVATE KEY-----',
  ])('%s', (text) => {
    expect(looksSecret(text)).toBe(true);
    expect(isValidFact('note', text)).toBe(false);
  });

  test.each([
    'lives in Berlin',
    'born on 1990-05-02',
    '555-1234',
    'likes tokens of appreciation',
    'order 1234567890123',
  ])('%s is none', (text) => {
    expect(looksSecret(text)).toBe(false);
  });
});

test('dates, telephone numbers and addresses are facts; bare numbers and settings are not', () => {
  expect(isValidFact('birthday', '1990-05-02')).toBe(true);
  expect(isValidFact('phone', '+49 30 1234567')).toBe(true);
  expect(isValidFact('email', 'ada@example.org')).toBe(true);
  expect(isValidFact('email', 'not one')).toBe(false);
  expect(isValidFact('weight', '72.5')).toBe(false);
  expect(isValidFact('language', 'German')).toBe(false);
});

test('a profile begins with who and where', () => {
  const keys = ['interests', 'timezone', 'name', 'occupation', 'pronouns'].map((key) => ({ key }));
  expect(inProfileOrder(keys).map((f) => f.key)).toEqual(['name', 'pronouns', 'timezone', 'occupation', 'interests']);
});

describe('a cheap look', () => {
  test.each([
    'My name is Ada and I live in London',
    "I'm a teacher, by the way",
    'Me llamo Juan y vivo en Madrid',
    'Meu nome é João',
    "Je m'appelle Marie, j'habite à Lyon",
    'Ich heiße Anna und arbeite als Ärztin',
    'Mi chiamo Luca e lavoro a Torino',
    'Ik ben Jan en ik woon in Utrecht',
    'Меня зовут Ольга, я живу в Казани',
    'my dog is called Rex',
  ])('asks about %j', (text) => expect(tellsAboutSelf(text)).toBe(true));

  test.each([
    'remind me to call John at three',
    'What is the weather in Paris?',
    'Translate this for me please',
    'Summarise my mails',
    '¿Qué tiempo hace mañana?',
    'Wie spät ist es?',
    'Résume mes messages',
    '> I am Ada and I live in London',
    'ok thanks',
  ])('lets %j pass', (text) => expect(tellsAboutSelf(text)).toBe(false));
});

describe('what a model took out', () => {
  const answer = (...facts: object[]) => JSON.stringify({ facts });
  const said = 'I am Ada. I live in London and my key is sk-ant-api03-abcdefghijklmnop';

  test('is kept when the person said it', () => {
    const review = reviewExtraction(
      `Here:\n\`\`\`json\n${answer({ key: 'Location', value: 'London', confidence: 0.9, quote: 'I live in London' })}\n\`\`\``,
      said,
    );
    const told = { quote: 'I live in London', sensitive: false, project: false };
    expect(review).toEqual({
      accepted: [{ key: 'location', value: 'London', confidence: 0.9, ...told }],
      refused: [],
    });
  });

  test('is refused when they did not, when it is a guess, a secret or a setting', () => {
    const review = reviewExtraction(
      answer(
        { key: 'location', value: 'Paris', confidence: 0.9, quote: 'I live in Paris' },
        { key: 'mood', value: 'happy', confidence: 0.1, quote: 'I am Ada' },
        { key: 'key', value: 'sk-ant-api03-abcdefghijklmnop', confidence: 1, quote: 'my key is' },
        { key: 'language', value: 'English', confidence: 1, quote: 'I am Ada' },
      ),
      said,
    );
    expect(review).toMatchObject({
      accepted: [],
      refused: [{ key: 'location' }, { key: 'mood' }, { key: 'key' }, { key: 'language' }],
    });
  });

  test.each(['', 'no facts', '{"facts": "none"}', '{"facts": [{"key": 1}]}', '[]'])(
    '%j has no usable shape',
    (text) => {
      expect(reviewExtraction(text, said)).toHaveProperty('problem');
    },
  );
});

describe('what is told in confidence', () => {
  test.each([
    ['allergy', 'nuts'],
    ['condition', 'diabetes type 2'],
    ['krankheit', 'Asthma seit der Kindheit'],
    ['santé', 'je suis enceinte'],
    ['salary', '5000 a month'],
    ['gehalt', '3000 netto'],
    ['money', 'tiene deudas con el banco'],
    ['finanze', 'ha un mutuo di vent’anni'],
    ['love', 'is gay'],
    ['family', 'getting divorced in May'],
    ['religion', 'none'],
    ['politiek', 'lid van een vakbond'],
    ['saúde', 'toma medicamentos para enxaqueca'],
    ['здоровье', 'у меня депрессия'],
    ['status', 'has asked for asylum'],
  ])('%s: %s', (key, text) => expect(isSensitive(key, text)).toBe(true));

  test.each([
    ['name', 'Christian'],
    ['location', 'Bank Street, Salem'],
    ['occupation', 'psychiatrist'],
    ['pet', 'a dog called Rex'],
    ['interests', 'opera and cooperation games'],
    ['travel', 'public transport'],
    ['favourite_drink', 'bloody mary without blood'],
    ['city', 'Kerkrade'],
    ['hobby', 'Herzog films'],
    ['nachbar', 'Herr Schuldt'],
    ['любит', 'рыбак на озере'],
  ])('%s: %s is none', (key, text) => expect(isSensitive(key, text)).toBe(false));

  test('is marked by whoever takes it out, or by its words', () => {
    const facts = [
      { key: 'allergy', value: 'nuts', confidence: 1, quote: 'I cannot eat nuts' },
      { key: 'secret_wish', value: 'to leave the firm', confidence: 1, quote: 'I want to leave', sensitive: true },
      { key: 'city', value: 'Rome', confidence: 1, quote: 'I live in Rome', project: true },
    ];
    const review = reviewExtraction(JSON.stringify({ facts }), 'I cannot eat nuts. I want to leave. I live in Rome.');
    expect(review).toMatchObject({
      accepted: [
        { sensitive: true, project: false },
        { sensitive: true, project: false },
        { sensitive: false, project: true },
      ],
    });
  });
});

describe('finding again', () => {
  test('looks for what was meant, not for the words around it', () => {
    expect(recallTerms('What is my dog called again?')).toEqual(['dog']);
    expect(recallTerms('Wie heißt nochmal meine Zahnärztin?')).toEqual(['nochmal', 'zahnärztin']);
    expect(recallTerms('как зовут мою собаку')).toEqual(['мою', 'собаку']);
  });

  test('no word is an operator', () => {
    const query = recallQuery('AND OR NOT (test) "quoted" NEAR/3 col:x *', () => 1)!;
    expect(query).toMatch(/^"[^"]+"\*(?: OR "[^"]+"\*)*$/);
  });

  test('rare words count, very common ones are left out beside them', () => {
    const counts: Record<string, number> = { '"meeti"*': 9000, '"zebra"*': 2 };
    expect(recallQuery('meeting zebra', (t) => counts[t] ?? 5)).toContain('zebr');
    expect(recallQuery('meeting zebra', (t) => (t.includes('meet') ? 9000 : 2))).not.toContain('meet');
    expect(recallQuery('what is the', () => 1)).toBeUndefined();
  });

  test('ranks of the kinds are put together, a fact before a message of the same rank', () => {
    const item = (kind: 'fact' | 'message', id: string) => ({ kind, id, text: id, at: 0, score: -1 });
    const order = fuse([[item('message', 'm1'), item('message', 'm2'), item('fact', 'f1')]], 0).map((r) => r.id);
    expect(order[0]).toBe('f1');
    expect(order.indexOf('m1')).toBeLessThan(order.indexOf('m2'));
  });

  test('what is found in two ways comes before what is found in one', () => {
    const item = (id: string) => ({ kind: 'message' as const, id, text: id, at: 0, score: -1 });
    const order = fuse(
      [
        [item('a'), item('b'), item('c')],
        [item('c'), item('d')],
      ],
      0,
    ).map((r) => r.id);
    expect(order).toEqual(['c', 'a', 'b', 'd']);
  });

  test('a cut never breaks a character', () => {
    for (let bytes = 1; bytes < 30; bytes++) expect(cutAtCharacter('Привет 👋 wörld', bytes)).not.toContain('\uFFFD');
    expect(cutAtCharacter('short', 300)).toBe('short');
  });
});
