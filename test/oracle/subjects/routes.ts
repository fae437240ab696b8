/** The part of commands and of the way a message is answered. */
import { expect } from 'vitest';
import { parseCommand } from '../../../src/domain/commands.ts';
import { judgeContext, parseJudgement } from '../../../src/domain/route/judgement.ts';
import type { Subject } from '../subject.ts';

const plan = (answer: string): string[] | null => {
  const judged = parseJudgement(answer);
  return 'value' in judged && judged.value.way === 'plan' ? judged.value.steps.map((s) => s.title) : null;
};

export const subject: Subject = {
  functions: {
    parse_command: (text: string) => {
      const command = parseCommand(text);
      return command === undefined || command.name === 'unknown' ? null : command.name;
    },
    parse_plan_response: plan,
    build_classification_context: (
      project: string | null,
      recent: ['user' | 'assistant', string][],
      skills: string[],
    ) => judgeContext({ project: project ?? '', recent: recent.map(([role, text]) => ({ role, text })), skills }),
  },
  deviations: {
    'parse_plan_response#310': ({ args }) => expect(plan(args[0] as string)).toEqual(['tenth', 'eleventh']),
  },
};
