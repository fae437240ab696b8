/** Markers about what is learnt from how things went. */
import { ALL, halves, type Marker, type Reading } from '../marker.ts';

const SCORE = /^([+-]?[01])\s*\|/;

function reward(value: string): Reading {
  if (!value.includes('|')) return value === '' ? 'empty' : 'prose';
  const score = SCORE.exec(value)?.[1];
  const rest = halves(value.slice(value.indexOf('|') + 1));
  if (score === undefined || rest === undefined) return { problem: 'incomplete' };
  // -0 is written as 0.
  return { command: { type: 'outcome.record', score: Number(score) || 0, domain: rest[0], lesson: rest[1] } };
}

function lesson(value: string): Reading {
  const parts = halves(value);
  if (parts !== undefined) return { command: { type: 'lesson.record', domain: parts[0], rule: parts[1] } };
  if (value === '') return 'empty';
  return value.includes('|') ? { problem: 'incomplete' } : 'prose';
}

function outcome(value: string): Reading {
  if (value === '') return 'empty';
  if (/^success\p{P}*$/iu.test(value)) return { command: { type: 'action.outcome', status: 'success', reason: '' } };
  const failed = /^failed\b[\s.!]*(?:[|:–—-]\s*(.*))?$/isu.exec(value);
  if (failed === null) return { problem: 'unreadable' };
  return {
    command: { type: 'action.outcome', status: 'failed', reason: (failed[1] ?? '').slice(0, 2000).toWellFormed() },
  };
}

export const learningMarkers: readonly Marker[] = [
  { name: 'REWARD', form: 'value', contexts: ALL, read: reward },
  { name: 'LESSON', form: 'value', contexts: ALL, read: lesson },
  {
    name: 'SKILL_IMPROVE',
    form: 'value',
    contexts: ALL,
    read(value) {
      const parts = halves(value);
      if (parts !== undefined) return { command: { type: 'skill.improve', skill: parts[0], lesson: parts[1] } };
      return value === '' ? 'empty' : { problem: 'incomplete' };
    },
  },
  {
    name: 'BUG_REPORT',
    form: 'value',
    contexts: ALL,
    read: (text) => (text === '' ? 'empty' : { command: { type: 'bug.report', text } }),
  },
  { name: 'ACTION_OUTCOME', form: 'value', contexts: ['action'], once: true, behindProse: () => true, read: outcome },
];
