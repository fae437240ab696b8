/** The scripted model of the agent's cast: it does the agent's work, the same for every attempt, and keeps what it was asked. */
import type { Ctx, Reply } from '../../core.ts';
import { stepResult, wordIn, type Asked } from './words.ts';

/** The model and its log. */
export interface Script {
  says: (c: Ctx) => Reply;
  asked: Asked[];
}

const file = (path: string, text: string): string => `\`\`\`text path=${path}\n${text}\n\`\`\``;

const STEPS = JSON.stringify([
  { title: 'First', goal: 'one' },
  { title: 'Second', goal: 'two' },
  { title: 'Third', goal: 'three' },
]);

/** One step of a plan: what it came to, and what it was handed. Only the last one asks for something. */
function step(said: string, n: number): string {
  const word = wordIn(said.split('\n\n', 1)[0] ?? '');
  const before = [...said.matchAll(/^Result: (.+)$/gm)].at(-1)?.[1] ?? '';
  const result = stepResult(word, n, before);
  return n === 3 ? `${result}\nREWARD: +1|plans|${word}` : result;
}

/** The agents of a build; what the developer does first is broken, the check finds it, and it is mended. */
const TEAM: Readonly<Record<string, (word: string, said: string) => string>> = {
  Analyst: (word) =>
    `PROJECT_NAME: ${word}\nLANGUAGE: TypeScript\nDATABASE: none\nFRONTEND: no\nSCOPE: Tracks prices.\nCOMPONENTS:\n- fetcher`,
  Developer: (word, said) => file('src/main.ts', `${said.includes('Findings to mend') ? 'mended' : 'broken'} ${word}`),
  'Quality assurance': (word, said) =>
    said.includes(`broken ${word}`) ? 'REASON: main is broken\nVERIFICATION: FAIL' : 'Fine.\nVERIFICATION: PASS',
  Delivery: (word) =>
    `${file('README.md', `# ${word}`)}\nBUILD_COMPLETE\nPROJECT: ${word}\nLANGUAGE: TypeScript\nSUMMARY: It tracks prices.\nUSAGE: node src/main.ts`,
};

/** A set-up: one round of questions, a proposal, then the project with a checklist and a reminder. */
function setup(system: string, said: string): { part: string; text: string } {
  const word = wordIn(system);
  if (said.includes('I run')) return { part: 'questions', text: `SETUP_QUESTIONS\n1. What is it about ${word}?` };
  if (said.includes('orders')) return { part: 'proposal', text: `SETUP_PROPOSAL\nA project for ${word}. Shall I?` };
  const text = [
    'SETUP_EXECUTE',
    `It is made: ${word}.`,
    file(`projects/${word}/ROLE.md`, `You know ${word}.`),
    file(`projects/${word}/HEARTBEAT.md`, `- look at ${word}`),
    `SCHEDULE: count ${word} | in 2 seconds | once`,
    `PROJECT_ACTIVATE: ${word}`,
  ];
  return { part: 'execute', text: text.join('\n') };
}

/** What is said to a plain message, by its first word. */
function talk(said: string): { part: string; text: string } {
  const word = wordIn(said);
  if (said.startsWith('Remember'))
    return { part: 'talk', text: `Sure.\nSCHEDULE: tea ${word} | in 3 seconds | once\nREWARD: +1|reminders|${word}` };
  if (said.startsWith('Later'))
    return { part: 'talk', text: `I will.\nSCHEDULE_ACTION: job ${word} | in 2 seconds | once` };
  if (said.startsWith('Propose')) return { part: 'talk', text: `I could.\nBUILD_PROPOSAL: a tracker ${word}` };
  return { part: 'talk', text: 'Hello.' };
}

/** What a question or a piece of work in the background is answered with. */
function background(system: string, said: string): { part: string; text: string } | undefined {
  if (system.startsWith('## How should this'))
    return { part: 'route', text: `{"route":"plan","reason":"work","steps":${STEPS}}` };
  if (system.startsWith('## What a person says')) return { part: 'learn', text: '{"facts": []}' };
  if (system.startsWith('## A conversation has ended')) return { part: 'summary', text: 'They talked.' };
  if (!system.includes('## A task of yours is due')) return undefined;
  const word = wordIn(said);
  return { part: 'act', text: `Did ${word}.\nREWARD: +1|actions|${word}\nACTION_OUTCOME: success` };
}

/** Looks at a checklist: the one of the house has news every time, those of projects never. */
function beats(): (c: Ctx) => string {
  let count = 0;
  let last = '';
  return (c) => {
    if (wordIn(c.lastUser) !== '') return 'HEARTBEAT_OK';
    const messages = c.body as { messages: { role: string }[] };
    // Asked to go on with an answer that broke off, a model goes on with that one.
    const isResumed = messages.messages.some(({ role }) => role === 'assistant');
    if (!isResumed || last === '') last = `Beat ${++count} of the garden.`;
    return last;
  };
}

/** Wants one command to run, then says that it did. */
function useTool({ lastUser: said, lastToolResult: result }: Ctx, asked: Asked[]): Reply | undefined {
  if (!said.startsWith('Use tools')) return undefined;
  const word = wordIn(said);
  asked.push({ word, part: result === undefined ? 'call' : 'used' });
  return result === undefined
    ? { text: 'Let me.', toolCalls: [{ name: 'bash', args: { command: `echo ${word} >> log.txt` } }] }
    : { text: `Used ${word}.` };
}

/** Builds the model. One answer in fifty breaks off. */
export function script(random: () => number): Script {
  const asked: Asked[] = [];
  const beat = beats();
  const answer = (c: Ctx): string => {
    const { system, lastUser: said } = c;
    const note = (part: string, text: string): string => {
      asked.push({ word: wordIn(said) || wordIn(system), part });
      return text;
    };
    if (system.includes('## A look around')) return note('beat', beat(c));
    const agent = /^# (.+)$/m.exec(system)?.[1] ?? '';
    const member = TEAM[agent];
    if (member) return note(agent, member(wordIn(said), said));
    const n = Number(/Now do step (\d) of 3/.exec(said)?.[1] ?? 0);
    if (n > 0) return note(`s${n}`, step(said, n));
    const { part, text } =
      background(system, said) ?? (system.includes('## Setting up') ? setup(system, said) : talk(said));
    return note(part, text);
  };
  return {
    asked,
    says(c) {
      const tool = useTool(c, asked);
      if (tool) return { ...tool, latencyMs: 5 + random() * 20, chunkMs: 4 + random() * 10 };
      const text = answer(c);
      const isQuestion = text.startsWith('{');
      const pace = { latencyMs: 5 + random() * 20, chunkMs: 4 + random() * 10 };
      return !isQuestion && random() < 0.02
        ? { text, ...pace, fault: { kind: 'cut', afterChunks: 3 } }
        : { text, ...pace };
    },
  };
}
