/** Desks for tests of the server: an empty one, and one with a question. */
import type { ApprovalDesk, DeskAnswer } from '../../src/contracts/ports/tools/approvals.ts';
import type { Approval } from '../../src/contracts/tools/policy.ts';

/** Nothing waits. */
export function emptyDesk(): ApprovalDesk {
  return { list: () => [], find: () => undefined, answer: () => Promise.resolve('unknown') };
}

/** A desk with one question, and what was answered on it. */
export interface OneQuestion extends ApprovalDesk {
  question: Approval;
  given: DeskAnswer[];
}

/** One question waits. */
export function oneQuestion(more: Partial<Approval> = {}): OneQuestion {
  const question: Approval = {
    id: 'p1',
    code: 'AB2C',
    kind: 'call',
    state: 'pending',
    run: 'r1',
    key: 'telegram:42',
    person: 'telegram:42',
    project: '',
    tool: 'omega/bash',
    version: '1.0.0',
    hash: '00',
    level: 'ask_once',
    rules: ['floor:exec'],
    subject: 'program ls',
    card: {
      title: 'Run ls',
      facts: [{ label: 'folder', value: '/w' }],
      body: 'ls -la',
      form: 'terminal',
      why: ['floor:exec'],
      choices: [],
    },
    answer: null,
    scope: null,
    words: '',
    by: '',
    via: '',
    createdAt: 0,
    expiresAt: 900_000,
    answeredAt: null,
    ...more,
  };
  const given: DeskAnswer[] = [];
  return {
    question,
    given,
    list: ({ pending }) => (pending && question.state !== 'pending' ? [] : [question]),
    find: (id) => (id === question.id || (id === question.code && question.state === 'pending') ? question : undefined),
    answer(_id, one) {
      if (question.state !== 'pending') return Promise.resolve('late');
      given.push(one);
      Object.assign(question, { state: 'resolved', answer: one.answer, words: one.words, by: 'owner' });
      return Promise.resolve('taken');
    },
  };
}
