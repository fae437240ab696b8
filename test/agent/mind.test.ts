/** What Omega knows, learns and says of itself: facts, summaries, plans, projects, heartbeat, caps, commands. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ownersEar } from '../../src/app/owner.ts';
import { COMMANDS } from '../../src/domain/commands.ts';
import { LANGUAGE_TAGS } from '../../src/domain/i18n/languages.ts';
import { markers } from '../../src/domain/markers/registry.ts';
import { AgentRig, cleanUp, type Script } from './rig.ts';

afterAll(cleanUp);

/** Which of the small questions a request is. */
const asks = (system: string): string =>
  (/^## (What a person says|A conversation has ended|How should this)/.exec(system)?.[1] ?? 'answer').trim();

function scripted(parts: { facts?: string; summary?: string; route?: string; answer?: Script | string }): Script {
  return (request) => {
    const kind = asks(request.system);
    if (kind === 'What a person says') return parts.facts ?? '{"facts": []}';
    if (kind === 'A conversation has ended') return parts.summary ?? 'They talked.';
    if (kind === 'How should this') return parts.route ?? '{"route": "direct", "reason": "x"}';
    return typeof parts.answer === 'function' ? parts.answer(request) : (parts.answer ?? 'Fine.');
  };
}

function write(rig: AgentRig, path: string, text: string): void {
  mkdirSync(join(rig.home, path, '..'), { recursive: true });
  writeFileSync(join(rig.home, path), text);
}

describe('memory', () => {
  const london = JSON.stringify({
    facts: [{ key: 'location', value: 'London', confidence: 0.9, quote: 'I live in London' }],
  });

  test('a fact is learnt after the exchange, stands in the next prompt, is shown, and is forgotten for good', async () => {
    const rig = new AgentRig({ script: scripted({ facts: london }) });
    await rig.say('I live in London, what is the weather?');
    await rig.settle(10_000);
    expect(rig.ports.memory.facts('telegram:42')).toMatchObject([
      { key: 'location', text: 'London', message: expect.any(String) },
    ]);
    await rig.say('and tomorrow?');
    const answers = rig.requests.filter((r) => asks(r.system) === 'answer');
    expect(answers.at(-1)!.system).toContain('- location: London');
    await rig.say('/facts');
    expect(rig.last()).toContain('- location: London');
    await rig.say('/facts forget location');
    await rig.say('I live in London, as I said');
    await rig.settle(10_000);
    expect(rig.ports.memory.facts('telegram:42')).toEqual([]);
    expect(rig.stores.db.prepare('SELECT count(*) FROM fact').pluck().get()).toBe(0);
  });

  test('a newer word supersedes the older one, which stays as history', async () => {
    let value = 'London';
    const facts = () =>
      JSON.stringify({ facts: [{ key: 'location', value, confidence: 0.9, quote: `I live in ${value}` }] });
    const rig = new AgentRig({ script: (r) => scripted({ facts: facts() })(r) });
    await rig.say('I live in London');
    await rig.settle(10_000);
    value = 'Paris';
    await rig.say('I live in Paris');
    await rig.settle(10_000);
    expect(rig.ports.memory.facts('telegram:42').map((f) => f.text)).toEqual(['Paris']);
    expect(rig.ports.memory.factHistory('telegram:42', 'location').map((f) => f.text)).toEqual(['Paris', 'London']);
  });

  test('small talk asks no model for facts', async () => {
    const rig = new AgentRig({ script: scripted({}) });
    await rig.say('what is the weather in Rome?');
    await rig.settle(10_000);
    expect(rig.requests.map((r) => asks(r.system))).toEqual(['answer']);
  });

  test('rubbish gets one repair try, then nothing is kept', async () => {
    const rig = new AgentRig({ script: scripted({ facts: 'I think they live somewhere' }) });
    await rig.say('I live in London');
    await rig.settle(10_000);
    expect(rig.requests.filter((r) => asks(r.system) === 'What a person says')).toHaveLength(2);
    expect(rig.ports.memory.facts('telegram:42')).toEqual([]);
  });

  test('an idle conversation is summed up and closed; what was said is found again later', async () => {
    const rig = new AgentRig({ script: scripted({ summary: 'They planned a trip to Lisbon in May.' }) });
    await rig.say('we want to travel to Lisbon in May with the zebra society');
    await rig.settle(31 * 60_000);
    await rig.say('/history');
    expect(rig.last()).toContain('They planned a trip to Lisbon in May.');
    await rig.say('what did I say about the zebra society?');
    const { system } = rig.requests.filter((r) => asks(r.system) === 'answer').at(-1)!;
    expect(system).toContain('They planned a trip to Lisbon');
    expect(system).toContain('zebra society');
    expect(rig.requests.at(-1)!.messages).toHaveLength(1);
  });

  test('a summary that fails leaves the conversation open and is tried again', async () => {
    let works = false;
    const rig = new AgentRig({
      script: (r) => {
        if (asks(r.system) === 'A conversation has ended' && !works) throw new Error('no');
        return scripted({ summary: 'At last.' })(r);
      },
    });
    await rig.say('hello there, how are you?');
    await rig.settle(32 * 60_000);
    expect(rig.ports.messages.place('telegram:42')).toBeDefined();
    works = true;
    await rig.settle(10 * 60_000);
    expect(rig.ports.memory.summaries('telegram:42', 5).map((s) => s.text)).toEqual(['At last.']);
    expect(rig.ports.messages.place('telegram:42')).toBeUndefined();
  });

  test('lessons are followed and outcomes shown', async () => {
    const rig = new AgentRig({
      script: scripted({ answer: 'Ok.\nREWARD: -1|travel|missed the train\nLESSON: travel|leave earlier' }),
    });
    await rig.say('we missed it');
    expect(rig.last()).toBe('Ok.');
    await rig.say('/learning');
    expect(rig.last()).toMatch(
      /- \[travel\] leave earlier\n\nWhat worked and what did not:\n- \[travel\] missed the train \(just now\)/,
    );
    await rig.say('next trip?');
    expect(rig.requests.at(-1)!.system).toContain('- [travel] leave earlier');
  });
});

describe('a plan', () => {
  const route = JSON.stringify({
    route: 'plan',
    reason: 'research and writing',
    steps: [
      { title: 'Collect', goal: 'three bikes' },
      { title: 'Compare', goal: 'a table' },
      { title: 'Write', goal: 'the recommendation' },
    ],
  });
  const asked = 'Research the three best e-bikes, compare them in a table and then write a recommendation for me';
  const stepOf = (text: string): string => /Now do step (\d)/.exec(text)?.[1] ?? '';

  test('passes results on, shows progress in one message, and ends with its last result', async () => {
    const rig = new AgentRig({
      script: scripted({ route, answer: (r) => `result ${stepOf(r.messages.at(-1)!.text)}` }),
    });
    await rig.say(asked);
    expect(rig.texts()).toEqual([expect.stringMatching(/^result 3\n\n✅ Done, all 3 steps are complete\.$/)]);
    const third = rig.requests.find((r) => stepOf(r.messages.at(-1)!.text) === '3')!;
    expect(third.messages.at(-1)!.text).toMatch(
      /Step 1: Collect\nResult: result 1[\s\S]*Step 2: Compare\nResult: result 2/,
    );
    await rig.say('/why');
    expect(rig.last()).toContain('research and writing');
  });

  test('names the steps that failed and does the others', async () => {
    const rig = new AgentRig({
      script: scripted({
        route,
        answer: (r) => {
          if (stepOf(r.messages.at(-1)!.text) === '2') throw new Error('broken');
          return `result ${stepOf(r.messages.at(-1)!.text)}`;
        },
      }),
    });
    await rig.say(asked);
    await rig.settle(60_000);
    expect(rig.last()).toMatch(/^result 3\n\n⚠️ Finished, but 1 of 3 steps did not work:\n- Compare/);
  });

  test('can be stopped, and goes on behind its last good step when asked to', async () => {
    let release: () => void = () => undefined;
    let hang = true;
    const seen: string[] = [];
    const rig = new AgentRig({
      script: scripted({
        route,
        answer: (r) => {
          const step = stepOf(r.messages.at(-1)!.text);
          if (step !== '') seen.push(step);
          if (step === '2' && hang) return new Promise<string>((resolve) => (release = () => resolve('late')));
          return step === '' ? 'Fine.' : `result ${step}`;
        },
      }),
    });
    await rig.say(asked);
    expect(rig.last()).toMatch(/✓ Collect\n▶️ 2\/3: Compare\n· Write/);
    await rig.say('/stop');
    release();
    hang = false;
    await rig.settle();
    expect(rig.texts().join('\n')).toContain('Stopped.');
    await rig.say('continue');
    expect(rig.last()).toMatch(/^result 3\n\n✅ Done/);
    expect(seen).toEqual(['1', '2', '2', '3']);
  });

  test('rubbish from the judge is one answer', async () => {
    const rig = new AgentRig({ script: scripted({ route: 'hm', answer: 'One answer.' }) });
    await rig.say(asked);
    expect(rig.last()).toBe('One answer.');
  });

  test('a short message asks no judge', async () => {
    const rig = new AgentRig({ script: scripted({}) });
    await rig.say('compare apples and pears');
    expect(rig.requests.map((r) => asks(r.system))).toEqual(['answer']);
  });
});

describe('files', () => {
  test('a skill is improved with a visible line, once, and the version before is kept', async () => {
    const rig = new AgentRig({ script: scripted({ answer: 'Noted.\nSKILL_IMPROVE: cooking | salt late' }) });
    write(rig, 'skills/cooking/SKILL.md', '---\nname: cooking\ndescription: Cook.\n---\nBody.\n');
    await rig.say('that was salty');
    expect(rig.last()).toMatch(/^Noted\.\n\n✓ I have improved my skill "cooking"\.\n\+ - salt late$/);
    expect(readFileSync(join(rig.home, 'skills/cooking/SKILL.md'), 'utf8')).toContain(
      '## Lessons Learned\n\n- salt late',
    );
    expect(readFileSync(join(rig.home, 'skills/cooking/SKILL.md.before'), 'utf8')).not.toContain('salt late');
  });

  test('an improvement is taken back', async () => {
    const rig = new AgentRig({ script: scripted({ answer: 'Noted.\nSKILL_IMPROVE: travel | book early' }) });
    await rig.say('remember that for travelling');
    expect(readFileSync(join(rig.home, 'skills/travel/SKILL.md'), 'utf8')).toContain('- book early');
    await rig.say('/skills undo travel');
    expect(rig.last()).toBe('✓ skills/travel/SKILL.md');
    expect(readFileSync(join(rig.home, 'skills/travel/SKILL.md'), 'utf8')).not.toContain('- book early');
    await rig.say('/skills undo travel');
    expect(rig.last()).toMatch(/could not/);
  });

  test('a skill that is not there, and a path that leaves the folder, are said', async () => {
    const rig = new AgentRig({
      script: scripted({ answer: 'Ok.\nSKILL_IMPROVE: none | x\nSKILL_IMPROVE: ../../etc | y' }),
    });
    await rig.say('improve');
    expect(rig.last()).toMatch(/could not improve my skill "none"/);
    expect(rig.last()).toMatch(/is not a path inside the data folder/);
  });

  test('a broken file is named with its line, everything else goes on', async () => {
    const rig = new AgentRig({ script: scripted({}) });
    write(rig, 'skills/broken/SKILL.md', '---\nname: [unclosed\n---\nBody.\n');
    write(rig, 'skills/good/SKILL.md', '---\nname: good\ndescription: Good.\n---\nBody.\n');
    await rig.say('/skills');
    expect(rig.last()).toMatch(/- good: Good\./);
    expect(rig.last()).toMatch(/✗ skills\/broken\/SKILL\.md: line \d/);
    await rig.say('hello');
    expect(rig.last()).toBe('Fine.');
  });

  test('leaving one project and entering another in one answer enters it', async () => {
    const rig = new AgentRig({
      script: scripted({ answer: 'Switching.\nPROJECT_DEACTIVATE\nPROJECT_ACTIVATE: real-estate' }),
    });
    write(rig, 'projects/real-estate/ROLE.md', 'You know houses.');
    await rig.say('switch');
    expect(rig.last()).toBe("Switching.\n\nHi, I'm *Omega Real Estate*, what can I do for you?");
    rig.script = scripted({ answer: 'Ok.' });
    await rig.say('what now?');
    expect(rig.requests.at(-1)!.system).toContain('You know houses.');
    await rig.say('/project');
    expect(rig.last()).toContain('real-estate');
    await rig.say('/project nowhere');
    expect(rig.last()).toMatch(/I know no project "nowhere"\. There is real-estate\./);
  });
});

describe('the heartbeat', () => {
  const config = { heartbeat: { enabled: true, interval_minutes: 30 } };
  const isBeat = (system: string): boolean => system.includes('## A look around');

  test('is silent when all is well, speaks when there is something, and asks no model without a checklist', async () => {
    let news = 'HEARTBEAT_OK';
    const rig = new AgentRig({ config, script: (r) => (isBeat(r.system) ? news : scripted({})(r)) });
    await rig.say('hello');
    const calls = rig.requests.length;
    await rig.settle(3 * 3_600_000);
    expect(rig.requests.filter((r) => isBeat(r.system))).toEqual([]);
    expect(rig.requests.length - calls).toBeLessThanOrEqual(1);
    write(rig, 'HEARTBEAT.md', '# Watch\n- the disk\n');
    await rig.until('2026-03-03T10:35:00Z');
    expect(rig.requests.filter((r) => isBeat(r.system)).length).toBeGreaterThan(0);
    expect(rig.texts()).toHaveLength(1);
    news = 'HEARTBEAT_OK but the disk is 95 % full';
    await rig.until('2026-03-03T11:05:00Z');
    expect(rig.last()).toBe('but the disk is 95 % full');
  });

  test('is aligned to the clock, quiet at night, and changes its pace at once', async () => {
    const beats: string[] = [];
    const rig = new AgentRig({
      config: { ...config, quiet: { start: '22:00', end: '07:00' } },
      script: (r) => {
        if (!isBeat(r.system)) return scripted({ answer: 'Ok.\nHEARTBEAT_INTERVAL: 15' })(r);
        beats.push(new Date(rig.clock.time).toISOString().slice(11, 16));
        return 'HEARTBEAT_OK';
      },
    });
    write(rig, 'HEARTBEAT.md', '- the disk\n');
    rig.script = rig.script.bind(undefined);
    await rig.until('2026-03-03T07:10:00Z');
    await rig.say('check every quarter of an hour');
    expect(rig.last()).toMatch(/I now check in every 15 minutes/);
    await rig.until('2026-03-03T08:00:30Z');
    expect(beats).toEqual(['07:15', '07:30', '07:45', '08:00']);
    beats.length = 0;
    await rig.until('2026-03-04T06:00:30Z');
    expect(beats.filter((b) => b >= '21:00' || b < '06:00')).toEqual([]);
    expect(beats.at(-1)).toBe('06:00');
  });

  test('leaves out what a project looks after itself, and what is suppressed', async () => {
    const seen: string[] = [];
    const rig = new AgentRig({
      config,
      script: (r) => {
        if (isBeat(r.system)) seen.push(r.messages.at(-1)!.text);
        return isBeat(r.system) ? 'HEARTBEAT_OK' : 'Ok.\nHEARTBEAT_SUPPRESS_SECTION: noise\nHEARTBEAT_ADD: the garden';
      },
    });
    write(rig, 'HEARTBEAT.md', '## NOISE\n- loud\n## TRADING desk\n- prices\n## HOME\n- the disk\n');
    write(rig, 'projects/trading/ROLE.md', 'You trade.');
    write(rig, 'projects/trading/HEARTBEAT.md', '- own prices\n');
    await rig.say('no noise please');
    expect(rig.last()).toContain('"noise"');
    await rig.until('2026-03-03T08:31:00Z');
    const main = seen.find((text) => text.includes('the disk'))!;
    expect(main).toContain('the garden');
    expect(main).not.toMatch(/loud|- prices/);
    expect(seen.some((text) => text.trim() === '- own prices')).toBe(true);
  });
});

describe('spending', () => {
  test('at a cap nothing is called any more, the owner is asked, and may go on', async () => {
    const rig = new AgentRig({
      config: { spending: { day_tokens: 150 }, memory: { learn: false } },
      script: scripted({ answer: 'Ok.' }),
    });
    await rig.say('one');
    await rig.say('two');
    const calls = rig.requests.length;
    expect(calls).toBe(2);
    await rig.say('three');
    expect(rig.requests.length).toBe(calls);
    expect(rig.last()).toMatch(/\/approve/);
    expect(rig.last()).toContain('The cap of all models for today is reached: 220 of 150 tokens.');
    await rig.say('/usage');
    expect(rig.last()).toMatch(/- scripted: 2 calls, 220 tokens/);
    await rig.say('/approve');
    await rig.say('four');
    expect(rig.last()).toBe('Ok.');
    await rig.until('2026-03-04T09:00:00Z');
    await rig.say('five');
    expect(rig.last()).toBe('Ok.');
  });

  test('a cap of money per provider says what was spent of how much; a cost nobody knows does not count as 0', async () => {
    const prices = ['scripted 100 100'];
    const rig = new AgentRig({
      config: { spending: { provider_cents: 1, prices }, memory: { learn: false } },
      script: scripted({ answer: 'Ok.' }),
    });
    await rig.say('one');
    await rig.say('two');
    expect(rig.requests).toHaveLength(1);
    expect(rig.last()).toContain('The cap of scripted for today is reached: $0.011 of $0.01.');
    const unknown = new AgentRig({
      config: { spending: { provider_cents: 1 }, memory: { learn: false } },
      script: scripted({ answer: 'Ok.' }),
    });
    await unknown.say('one');
    await unknown.say('/usage');
    expect(unknown.last()).toMatch(/1 call, 110 tokens, cost unknown/);
    await unknown.say('two');
    expect(unknown.last()).toBe('Ok.');
  });

  test('every call is in the ledger, silent ones too', async () => {
    const rig = new AgentRig({ script: scripted({}) });
    await rig.say('I live in London and I like tea');
    await rig.settle(31 * 60_000);
    const purposes = rig.stores.db.prepare('SELECT purpose FROM model_call ORDER BY id').pluck().all();
    expect(purposes).toEqual(['answer', 'learn', 'summary']);
  });
});

test('a model that a person chose answers them, and nobody else', async () => {
  const rig = new AgentRig({ script: scripted({}) });
  await rig.say('/model big-one');
  expect(rig.last()).toContain('big-one');
  await rig.say('hello');
  await rig.say('hello', '43');
  await rig.say('/model reset');
  await rig.say('hello again');
  expect(rig.requests.map((r) => r.model)).toEqual(['big-one', '', '']);
});

describe('languages', () => {
  test.each([
    ['Wie wird denn morgen das Wetter bei uns in Hamburg?', 'German', '/tasks', 'Du hast keine offenen Aufgaben'],
    ['Quel temps fera-t-il demain dans notre ville ?', 'French', '/tasks', 'tâche'],
    ['¿Qué tiempo va a hacer mañana en nuestra ciudad?', 'Spanish', '/tasks', 'tarea'],
    ['Какая завтра будет погода в нашем городе?', 'Russian', '/tasks', 'задач'],
  ])('%s: Omega itself answers in %s', async (text, language, command, expected) => {
    const rig = new AgentRig({ script: scripted({}) });
    await rig.say(text);
    expect(rig.ports.chosen.get('telegram:42', 'language')).toBe(language);
    await rig.say(command);
    expect(rig.last()).toContain(expected);
  });

  test('a language that was chosen stays, and the model is told', async () => {
    const rig = new AgentRig({ script: scripted({ answer: 'Bien.\nLANG_SWITCH: français' }) });
    await rig.say('speak French with me from now on');
    expect(rig.last()).toMatch(/^Bien\.\n\n✓ /);
    await rig.say('What is the weather like in our town today, please?');
    expect(rig.ports.chosen.get('telegram:42', 'language')).toBe('French');
    expect(rig.requests.at(-1)!.system).toContain(`Always answer in French (${LANGUAGE_TAGS.French}).`);
  });
});

test('whatever Omega says by itself reaches a German in German', async () => {
  const failing: Script = (request) => {
    const said = request.messages.at(-1)?.text ?? '';
    if (said.includes('Absturz')) throw new Error('broken');
    if (said.includes('leer')) return '   ';
    if (said.includes('Termin'))
      return 'Gut.\nSCHEDULE: Tee | 2026-03-03T12:00 | daily\nSCHEDULE: x | irgendwann | once\nHEARTBEAT_INTERVAL: 15\nBUG_REPORT: nichts\nSKILL_IMPROVE: keine | y';
    return asks(request.system) === 'answer' ? 'Gut.' : '{"facts": []}';
  };
  const rig = new AgentRig({ script: failing, config: { spending: { chat_tokens: 100_000 } } });
  await rig.say('Wie wird denn morgen das Wetter bei uns in Hamburg?');
  const spoken: string[] = [];
  const all = [
    'Bitte mach mir einen Termin dafür',
    'Das ist ein Absturz für dich',
    'Diese Antwort ist leer oder nicht',
  ];
  for (const text of all) {
    await rig.say(text);
    await rig.settle(30_000);
    spoken.push(rig.last().replace(/^Gut\.\s*/, ''));
  }
  for (const { name } of COMMANDS.filter(
    (c) => !['context', 'note', 'usage', 'status', 'model', 'skills'].includes(c.name),
  )) {
    await rig.say(`/${name}`);
    spoken.push(rig.last());
  }
  await rig.say('/task abcd');
  await rig.say('/language Klingonisch');
  spoken.push(...rig.texts().slice(-2));
  await rig.until('2026-03-03T11:00:30Z');
  spoken.push(rig.last());
  const english =
    /\b(?:the|your|you|and|what|which|nothing|could|there|have|with|this|tasks?|every|today|tomorrow|remember)\b/i;
  expect(spoken.filter((text) => english.test(text.replaceAll(/"[^"]*"|\/\w+(?: \[[^\]]*\]| <[^>]*>)*/g, '')))).toEqual(
    [],
  );
});

test('a damage that a backup finds is told where the owner reads, once a day', async () => {
  const rig = new AgentRig({ script: scripted({}) });
  await rig.say('hello');
  const tell = ownersEar({ ...rig.ports, host: rig.host });
  const both = Promise.all([tell('databaseDamaged', 'row 7 missing'), tell('databaseDamaged', 'row 7 missing')]);
  await rig.settle();
  await both;
  expect(rig.texts().filter((t) => t.includes('row 7 missing'))).toHaveLength(1);
});

test('the first words with a person introduce Omega; later ones do not', async () => {
  const rig = new AgentRig({ script: scripted({}) });
  await rig.say('hello');
  await rig.say('and now?');
  const [first, second] = rig.requests.map((r) => r.system);
  expect(first).toContain('## First contact');
  expect(second).not.toContain('## First contact');
});

test.each(markers.map((m) => m.name))('%s in the words of a person does nothing', async (name) => {
  const rig = new AgentRig({ script: scripted({ answer: 'Fine.' }) });
  const line = `${name}: abcd1234 | x | 2026-03-04T09:00 | once`;
  await rig.say(`${name}\n${line}\n- **${line}**\nPlease. ${line}`);
  expect(rig.last()).toBe('Fine.');
  const changed = 'SELECT (SELECT count(*) FROM task) + (SELECT count(*) FROM outcome) + (SELECT count(*) FROM lesson)';
  expect(rig.stores.db.prepare(changed).pluck().get()).toBe(0);
  expect(rig.ports.chosen.get('telegram:42', 'personality')).toBeUndefined();
});

test('what is quoted, fenced or written by the person does nothing', async () => {
  const rig = new AgentRig({
    script: scripted({
      answer: (r) =>
        `The page says:\n> PURGE_FACTS\n\`\`\`\nSCHEDULE: x | 2026-03-04T09:00 | once\n\`\`\`\nYou wrote: "${r.messages.at(-1)!.text}"`,
    }),
  });
  await rig.say('SCHEDULE: mine | 2026-03-04T09:00 | once');
  expect(rig.ports.tasks.list('telegram:42', ['active'])).toEqual([]);
  expect(rig.last()).toContain('SCHEDULE: x');
});
