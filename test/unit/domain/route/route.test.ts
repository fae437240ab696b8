/** The way of a message: the same words always the same way, and small talk never costs a call. */
import { describe, expect, test } from 'vitest';
import { parseJudgement } from '../../../../src/domain/route/judgement.ts';
import { reminderIn } from '../../../../src/domain/route/reminder.ts';
import { asksToContinue, routeByRules } from '../../../../src/domain/route/rules.ts';

describe('answered at once', () => {
  test.each([
    'hi',
    'What is the capital of France and how many people live there today, roughly?',
    'Remind me to research hotels, compare prices and write to Anna tomorrow at nine o’clock please',
    'Erinnere mich morgen daran, die Angebote zu vergleichen und dann der Werkstatt zu schreiben',
    'Can you translate this sentence into Spanish for me: the weather is lovely today in the park',
    'Tell me something about the history of the Dutch East India Company, in a few sentences only',
    '/etc/passwd is what, and why would anybody want to read it on a machine of today, honestly?',
  ])('%s', (text) => expect(routeByRules(text).way).toBe('direct'));
});

describe('left to be judged', () => {
  test.each([
    'Research the three best e-bikes under 3000 euros, compare them in a table and then write a recommendation',
    'Investiga las tres mejores bicicletas, compara los precios y luego escribe una recomendación para mi jefe',
    'Pesquise as melhores bicicletas, compare os preços e depois escreva uma recomendação para o meu chefe',
    'Recherche les meilleurs vélos, compare les prix et ensuite écris une recommandation pour mon patron',
    'Recherchiere die besten Räder, vergleiche die Preise und schreibe danach eine Empfehlung für meinen Chef',
    'Ricerca le migliori biciclette, confronta i prezzi e poi scrivi una raccomandazione per il mio capo',
    'Onderzoek de beste fietsen, vergelijk de prijzen en schrijf daarna een aanbeveling voor mijn baas',
    'Исследуй лучшие велосипеды, сравни цены и потом напиши рекомендацию для моего начальника на работе',
    'Please do the following:\n1. collect the numbers of last year\n2. analyse them\n3. write a short report',
  ])('%s', (text) => expect(routeByRules(text).way).toBe('judge'));
});

test('the same words go the same way', () => {
  const text = 'Research this and then write about it, and compare what you find with the last report we had';
  expect(new Set(Array.from({ length: 20 }, () => JSON.stringify(routeByRules(text)))).size).toBe(1);
});

test.each(['continue', 'Go on!', 'weiter', 'sigue por favor', 'Continuer', 'продолжай', 'ga door', 'vai avanti'])(
  '%s goes on',
  (text) => {
    expect(asksToContinue(text)).toBe(true);
  },
);

test.each(['continue the story of the fox', 'go', 'weiter so', ''])('%j is something else', (text) => {
  expect(asksToContinue(text)).toBe(false);
});

test.each([
  ['Remind me to call John tomorrow at 9', 'call John tomorrow at 9'],
  ['Recuérdame llamar a Juan mañana a las 9', 'llamar a Juan mañana a las 9'],
  ['Lembra-me de ligar ao João amanhã às 9', 'ligar ao João amanhã às 9'],
  ["Rappelle-moi d'appeler Jean demain à 9h", 'appeler Jean demain à 9h'],
  ['Erinnere mich an den Termin morgen um 9', 'den Termin morgen um 9'],
  ['Ricordami di chiamare Luca domani alle 9', 'chiamare Luca domani alle 9'],
  ['Herinner me aan de afspraak morgen om 9 uur', 'de afspraak morgen om 9 uur'],
  ['Напомни мне про встречу завтра в 9', 'встречу завтра в 9'],
  ['What did I ask you to remind me of?', undefined],
  ['remind me', undefined],
])('%s asks for a reminder of %s', (text, expected) => expect(reminderIn(text)).toBe(expected));

describe('a judgement', () => {
  test.each([
    ['{"route": "direct", "reason": "talk"}', 'direct'],
    [
      '```json\n{"route": "plan", "reason": "r", "steps": [{"title": "a", "goal": "b"}, {"title": "c", "goal": ""}]}\n```',
      'plan',
    ],
    ['{"route": "plan", "reason": "r", "steps": [{"title": "only one", "goal": ""}]}', 'direct'],
    ['DIRECT', 'direct'],
    ['1. collect\n2. write', 'plan'],
  ])('%s is %s', (answer, way) => expect(parseJudgement(answer)).toMatchObject({ value: { way } }));

  test.each(['', 'I think so', '{"route": "maybe"}', '- a\n- b'])('%j has no usable shape', (answer) => {
    expect(parseJudgement(answer)).toHaveProperty('problem');
  });

  test('a step without a goal has its title for one, and there are twelve at most', () => {
    const steps = Array.from({ length: 30 }, (_, i) => `${i + 1}. step ${i + 1}`).join('\n');
    const judged = parseJudgement(steps);
    expect('value' in judged && judged.value.way === 'plan' && judged.value.steps).toHaveLength(12);
    expect(judged).toMatchObject({
      value: { steps: [{ title: 'step 1', goal: 'step 1' }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}] },
    });
  });
});
