/** Builds, discoveries and set-ups: asked before they begin, in rounds, checked phase by phase, gone on with after a break. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ModelRequest } from '../../src/contracts/ports/provider.ts';
import { AgentRig, cleanUp, type Script } from './rig.ts';

afterAll(cleanUp);

const BRIEF =
  'PROJECT_NAME: price-tracker\nLANGUAGE: TypeScript\nDATABASE: none\nFRONTEND: no\nSCOPE: Tracks prices.\nCOMPONENTS:\n- fetcher\n- alerts';
const file = (path: string, text: string): string => `\`\`\`text path=${path}\n${text}\n\`\`\``;
const agentOf = ({ system }: ModelRequest): string => /^# (.+)$/m.exec(system)?.[1] ?? '';

/** Every agent does its work; single answers can be replaced. */
function team(
  replace: Partial<Record<string, (request: ModelRequest, n: number) => string | Promise<string>>> = {},
): Script & { calls: string[] } {
  const calls: string[] = [];
  const usual: Record<string, string> = {
    Analyst: BRIEF,
    Architect: file('specs/architecture.md', '# Purpose'),
    'Test writer': file('test/fetch.test.ts', 'test();'),
    Developer: file('src/main.ts', 'main();'),
    'Quality assurance': 'Fine.\nVERIFICATION: PASS',
    Reviewer: 'Good.\nREVIEW: PASS',
    Delivery: `${file('README.md', '# price-tracker')}\nBUILD_COMPLETE\nPROJECT: price-tracker\nLOCATION: /etc\nLANGUAGE: TypeScript\nSUMMARY: It tracks prices.\nUSAGE: node src/main.ts\nSKILL: `,
  };
  const script = (request: ModelRequest): string | Promise<string> => {
    const agent = agentOf(request);
    if (!(agent in usual))
      return request.messages.at(-1)?.text === 'propose' ? 'I could.\nBUILD_PROPOSAL: a price tracker' : 'Just talk.';
    calls.push(agent);
    const n = calls.filter((c) => c === agent).length;
    return replace[agent]?.(request, n) ?? usual[agent] ?? '';
  };
  return Object.assign(script, { calls });
}

const built = (rig: AgentRig, path: string): string =>
  readFileSync(join(rig.home, 'workspace/builds/price-tracker', path), 'utf8');

describe('a build', () => {
  test('is asked for, goes through its phases with one message that grows, and ends with a card that is true', async () => {
    const script = team();
    const rig = new AgentRig({ script });
    await rig.say('propose');
    expect(rig.last()).toMatch(/I would build this for you:\n\na price tracker\n\nIt takes a while/);
    await rig.say('Yes, please!');
    expect(script.calls).toEqual([
      'Analyst',
      'Architect',
      'Test writer',
      'Developer',
      'Quality assurance',
      'Reviewer',
      'Delivery',
    ]);
    expect(rig.texts()).toHaveLength(2);
    expect(rig.last()).toContain('✅ *price-tracker* is ready.\nIt tracks prices.');
    expect(rig.last()).toContain(join(rig.home, 'workspace/builds/price-tracker'));
    expect(rig.last()).not.toContain('/etc');
    expect(built(rig, 'src/main.ts')).toBe('main();\n');
    expect(built(rig, 'README.md')).toBe('# price-tracker\n');
  });

  test('what a check finds is mended and looked at again; a verdict in prose does not count', async () => {
    const told: string[] = [];
    const script = team({
      'Quality assurance': (_, n) =>
        n === 1
          ? 'I cannot say VERIFICATION: PASS here.\nREASON: main is empty\nVERIFICATION: FAIL'
          : 'VERIFICATION: PASS',
      Developer: (request, n) => {
        if (n === 2) told.push(request.messages[0]!.text);
        return file('src/main.ts', `main(${n});`);
      },
    });
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    expect(script.calls).toEqual([
      'Analyst',
      'Architect',
      'Test writer',
      'Developer',
      'Quality assurance',
      'Developer',
      'Quality assurance',
      'Reviewer',
      'Delivery',
    ]);
    expect(told).toEqual([expect.stringContaining('Findings to mend:\nmain is empty')]);
    expect(built(rig, 'src/main.ts')).toBe('main(2);\n');
  });

  test('a reviewer who never agrees is the end of it, with the reason', async () => {
    const script = team({ Reviewer: () => 'REVIEW: FAIL\n- security: a hole' });
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    expect(script.calls.filter((c) => c === 'Reviewer')).toHaveLength(3);
    expect(rig.last()).toMatch(/did not work out[\s\S]*a hole/);
  });

  test('a phase that leaves nothing behind is tried three times, then named', async () => {
    const script = team({ Architect: () => 'I have thought about it.' });
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    expect(script.calls).toEqual(['Analyst', 'Architect', 'Architect', 'Architect']);
    expect(rig.last()).toMatch(
      /did not work out at this step: designing the architecture\.\nWhy: specs\/architecture\.md is missing/,
    );
  });

  test('files that lead out of the project are not written', async () => {
    const script = team({ Developer: () => `${file('../../../../escaped', 'x')}\n${file('src/main.ts', 'main();')}` });
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    expect(existsSync(join(rig.home, 'escaped'))).toBe(false);
    expect(built(rig, 'src/main.ts')).toBe('main();\n');
  });

  test('can be stopped, and goes on behind its last good phase', async () => {
    let release: () => void = () => undefined;
    const script = team({
      Developer: (_, n) =>
        n === 1 ? new Promise<string>((resolve) => (release = () => resolve('late'))) : file('src/main.ts', 'main();'),
    });
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    expect(rig.last()).toMatch(/\(4\/7\)/);
    await rig.say('/stop');
    release();
    await rig.settle();
    await rig.say('continue');
    expect(script.calls).toEqual([
      'Analyst',
      'Architect',
      'Test writer',
      'Developer',
      'Developer',
      'Quality assurance',
      'Reviewer',
      'Delivery',
    ]);
    expect(rig.last()).toContain('✅ *price-tracker* is ready.');
  });

  test('goes on at its phase after the power went', async () => {
    let cut = true;
    const script = team({
      Developer: () => {
        if (cut) rig.crash();
        cut = false;
        return file('src/main.ts', 'main();');
      },
    });
    const rig: AgentRig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say('yes');
    await rig.settle(60_000);
    expect(script.calls.filter((c) => c === 'Analyst')).toHaveLength(1);
    expect(rig.last()).toContain('✅ *price-tracker* is ready.');
  });

  test.each([
    ['no thanks', /I will not build it/],
    ['tell me more', /Just talk/],
  ])('"%s" does not begin it', async (answer, expected) => {
    const script = team();
    const rig = new AgentRig({ script });
    await rig.say('propose');
    await rig.say(answer);
    expect(rig.last()).toMatch(expected);
    await rig.say('yes');
    expect(script.calls).toEqual([]);
  });

  test('after two minutes a yes is an ordinary word; before, it counts even after a restart', async () => {
    const late = team();
    const rig = new AgentRig({ script: late });
    await rig.say('propose');
    await rig.settle(121_000);
    await rig.say('yes');
    expect(late.calls).toEqual([]);
    const soon = team();
    const other = new AgentRig({ script: soon });
    await other.say('propose');
    other.crash(60_000);
    await other.say('yes');
    expect(soon.calls).toHaveLength(7);
  });
});

test('a discovery asks in rounds, concludes in the third at the latest, and proposes', async () => {
  const prompts: string[] = [];
  const script = team();
  const rig = new AgentRig({
    script: (request) => {
      if (!request.system.includes('# Discovery')) return script(request);
      prompts.push(request.system);
      return prompts.length <= 3
        ? `DISCOVERY_QUESTIONS\n1. Question of round ${prompts.length}?`
        : 'DISCOVERY_COMPLETE\nIDEA_BRIEF:\nOne line: a price tracker';
    },
  });
  await rig.say('Build me a small price tracking app');
  expect(rig.last()).toBe('1. Question of round 1?');
  await rig.say('for me');
  await rig.say('daily');
  expect(rig.last()).toBe('1. Question of round 3?');
  await rig.say('on this machine');
  expect(prompts.map((p) => p.includes('This is the last round'))).toEqual([false, false, false, true]);
  expect(rig.last()).toMatch(/I would build this for you:\n\nOne line: a price tracker/);
  await rig.say('go ahead');
  expect(script.calls).toHaveLength(7);
});

describe('a set-up', () => {
  const script: Script = ({ system, messages }) => {
    if (!system.includes('## Setting up')) return 'Just talk.';
    const said = messages.at(-1)!.text;
    if (said.includes('bakery')) return 'SETUP_QUESTIONS\n1. What shall I look after?';
    if (said === 'orders') return 'SETUP_PROPOSAL\nA project "bakery". Shall I?';
    const role = '```md path=projects/bakery/ROLE.md\nYou know bread.\n```';
    const other = '```md path=skills/evil/SKILL.md\nnope\n```';
    return `SETUP_EXECUTE\nDone so.\n${role}\n${other}\nSCHEDULE: count the orders | 2026-03-04T08:00 | daily\nPROJECT_ACTIVATE: bakery`;
  };

  test('asks, proposes, and makes the project with its appointments once the person agrees', async () => {
    const rig = new AgentRig({ script });
    await rig.say('/setup I run a small bakery');
    expect(rig.last()).toBe('1. What shall I look after?');
    await rig.say('orders');
    expect(rig.last()).toBe('A project "bakery". Shall I?');
    await rig.say('yes');
    expect(rig.last()).toMatch(
      /^Done so\.\n\n✓ projects\/bakery\/ROLE\.md\n✓ Scheduled: count the orders[^\n]*\nHi, I'm \*Omega Bakery\*/,
    );
    expect(readFileSync(join(rig.home, 'projects/bakery/ROLE.md'), 'utf8')).toBe('You know bread.\n');
    expect(existsSync(join(rig.home, 'skills/evil'))).toBe(false);
    await rig.say('and now?');
    expect(rig.last()).toBe('Just talk.');
    // What the model says to the session is never shown while it grows.
    const grown = rig.stores.db
      .prepare<[], string>(
        "SELECT json_extract(payload, '$.text') FROM run_event WHERE kind = 'assistant_message_delta'",
      )
      .pluck()
      .all();
    expect(grown.filter((text) => text !== '')).toEqual(['Just talk.']);
  });

  test('can be called off, ends after half an hour of silence, and survives a restart', async () => {
    const rig = new AgentRig({ script });
    await rig.say('/setup I run a small bakery');
    rig.crash(60_000);
    await rig.say('cancel');
    expect(rig.last()).toMatch(/stopped the set-up/);
    await rig.say('/setup I run a small bakery');
    await rig.settle(31 * 60_000);
    await rig.say('orders');
    expect(rig.last()).toBe('Just talk.');
  });
});
