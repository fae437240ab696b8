/** The markers' part: one parser for all of them, looked at through the original's function per marker. */
import { expect } from 'vitest';
import type { AgentCommand, AgentCommandType, AnswerContext } from '../../../src/contracts/agent-command.ts';
import { parseAnswer } from '../../../src/domain/markers/parse.ts';
import { markers } from '../../../src/domain/markers/registry.ts';
import type { OracleCase, Subject } from '../subject.ts';

/** Context in which the original's marker would be looked at. */
const whereOf = (name: string): AnswerContext => (name === 'ACTION_OUTCOME' ? 'action' : 'conversation');

function commandsOf<T extends AgentCommandType>(text: string, type: T, where: AnswerContext = 'conversation') {
  return parseAnswer(text, where).commands.filter((c): c is Extract<AgentCommand, { type: T }> => c.type === type);
}

/** The lines of a text that are markers of one name, as the original gave them back. */
function linesOf(text: string, name: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${name}:`) && parseAnswer(line, whereOf(name)).commands.length > 0);
}

/** Only the lines of some markers are taken out; all else stays, other markers too. */
const strip =
  (...names: string[]) =>
  (text: string): string => {
    const out: string[] = [];
    for (const line of text.split('\n')) {
      const parsed = parseAnswer(line, whereOf(names[0] ?? ''));
      const name = markers.find((m) => new RegExp(`(?<![A-Z_])${m.name}(?![A-Z_])`).test(line))?.name ?? '';
      const touched = parsed.text !== line && names.includes(name);
      if (!touched) out.push(line);
      else if (parsed.text !== '') out.push(parsed.text);
    }
    return out.join('\n').trim();
  };

/** Markers that the original took out of whole lines only. */
const stripLines =
  (...names: string[]) =>
  (text: string): string => {
    const lines = text.split('\n').filter((line) => !names.some((name) => line.trim().startsWith(`${name}:`)));
    return lines.length === text.split('\n').length ? text : strip(...names)(text);
  };

const schedule = (type: 'reminder' | 'action') => (line: string) => {
  const [command] = commandsOf(line, 'task.create').filter((c) => c.kind === type);
  return command === undefined ? null : [command.description, command.due, command.repeat];
};

const inline = (text: string): unknown => commandsOf(text, 'language.set')[0]?.language ?? null;

const heartbeat = (text: string): unknown[] =>
  parseAnswer(text, 'conversation').commands.flatMap((c): unknown[] => {
    if (c.type === 'heartbeat.add') return [{ add: c.item }];
    if (c.type === 'heartbeat.remove') return [{ remove: c.needle }];
    if (c.type === 'heartbeat.interval') return [{ interval: c.minutes }];
    if (c.type === 'heartbeat.suppress') return [{ suppress: c.section }];
    return c.type === 'heartbeat.unsuppress' ? [{ unsuppress: c.section }] : [];
  });

const outcome = (text: string): unknown => {
  const [command] = commandsOf(text, 'action.outcome', 'action');
  if (command === undefined) return null;
  return command.status === 'success' ? { outcome: 'success' } : { outcome: 'failed', reason: command.reason };
};

const has = (type: AgentCommandType) => (text: string) => commandsOf(text, type).length > 0;
const HEARTBEAT = markers.map((m) => m.name).filter((name) => name.startsWith('HEARTBEAT_'));
const arg = (given: OracleCase): string => given.args[0] as string;

export const subject: Subject = {
  functions: {
    extract_all_schedule_markers: (text: string) => linesOf(text, 'SCHEDULE'),
    extract_all_schedule_action_markers: (text: string) => linesOf(text, 'SCHEDULE_ACTION'),
    parse_schedule_line: schedule('reminder'),
    parse_schedule_action_line: schedule('action'),
    extract_lang_switch: inline,
    extract_inline_marker_value: inline,
    extract_project_activate: (text: string) => commandsOf(text, 'project.activate')[0]?.name ?? null,
    has_project_deactivate: has('project.deactivate'),
    extract_personality: (text: string) => {
      const [command] = commandsOf(text, 'personality.set');
      return command === undefined ? null : (command.text ?? 'reset');
    },
    has_forget_marker: has('conversation.forget'),
    has_purge_marker: has('facts.purge'),
    has_whatsapp_qr_marker: has('whatsapp.pair'),
    has_google_setup_marker: has('google.setup'),
    extract_all_cancel_tasks: (text: string) => commandsOf(text, 'task.cancel').map((c) => c.id),
    extract_all_update_tasks: (text: string) => linesOf(text, 'UPDATE_TASK'),
    parse_update_task_line: (line: string) => {
      const [c] = commandsOf(line, 'task.update');
      return c === undefined ? null : [c.id, c.description, c.due, c.repeat];
    },
    extract_build_proposal: (text: string) => commandsOf(text, 'build.propose')[0]?.request ?? null,
    extract_skill_improve: (text: string) => linesOf(text, 'SKILL_IMPROVE')[0] ?? null,
    parse_skill_improve_line: (line: string) => {
      const [c] = commandsOf(line, 'skill.improve');
      return c === undefined ? null : [c.skill, c.lesson];
    },
    extract_bug_report: (text: string) => commandsOf(text, 'bug.report')[0]?.text ?? null,
    extract_action_outcome: outcome,
    extract_all_rewards: (text: string) => linesOf(text, 'REWARD'),
    parse_reward_line: (line: string) => {
      const [c] = commandsOf(line, 'outcome.record');
      return c === undefined ? null : [c.score, c.domain, c.lesson];
    },
    extract_all_lessons: (text: string) => linesOf(text, 'LESSON'),
    parse_lesson_line: (line: string) => {
      const [c] = commandsOf(line, 'lesson.record');
      return c === undefined ? null : [c.domain, c.rule];
    },
    extract_heartbeat_markers: heartbeat,
    extract_suppress_section_markers: heartbeat,
    strip_schedule_marker: stripLines('SCHEDULE'),
    strip_schedule_action_markers: stripLines('SCHEDULE_ACTION'),
    strip_all_remaining_markers: (text: string) => parseAnswer(text, 'conversation').text,
    strip_lang_switch: strip('LANG_SWITCH'),
    strip_inline_marker: strip('LANG_SWITCH'),
    strip_project_markers: strip('PROJECT_ACTIVATE', 'PROJECT_DEACTIVATE'),
    strip_personality: strip('PERSONALITY'),
    strip_forget_marker: strip('FORGET_CONVERSATION'),
    strip_purge_marker: strip('PURGE_FACTS'),
    strip_cancel_task: strip('CANCEL_TASK'),
    strip_update_task: strip('UPDATE_TASK'),
    strip_build_proposal: strip('BUILD_PROPOSAL'),
    strip_skill_improve: strip('SKILL_IMPROVE'),
    strip_bug_report: strip('BUG_REPORT'),
    strip_action_outcome: strip('ACTION_OUTCOME'),
    strip_reward_markers: strip('REWARD'),
    strip_lesson_markers: strip('LESSON'),
    strip_heartbeat_markers: strip(...HEARTBEAT),
    strip_suppress_section_markers: strip(...HEARTBEAT),
  },
  deviations: {
    'extract_all_schedule_markers#25': (given) => {
      expect(commandsOf(arg(given), 'task.create')).toMatchObject([{ description: 'inline one' }]);
      expect(parseAnswer(arg(given), 'conversation').text).toBe('Ok.');
    },
    'extract_all_schedule_markers#35': (given) =>
      expect(commandsOf(arg(given), 'task.create')).toMatchObject([{ description: 'backticked' }]),
    'extract_all_schedule_markers#50': (given) => expect(parseAnswer(arg(given), 'conversation').commands).toEqual([]),
    // Words for a time are repaired where the task is made: there they become an instant in the person's zone, or an error.
    'parse_schedule_line#68': (given) =>
      expect(commandsOf(arg(given), 'task.create')).toMatchObject([{ due: 'tomorrow 9am', repeat: 'weekly' }]),
    'parse_schedule_line#69': (given) =>
      expect(commandsOf(arg(given), 'task.create')).toMatchObject([{ repeat: 'fortnightly' }]),
    'parse_schedule_line#71': (given) =>
      expect(commandsOf(arg(given), 'task.create')).toMatchObject([
        { description: 'Pay | bill', due: '2026-01-01T00:00:00', repeat: 'once' },
      ]),
    'extract_all_cancel_tasks#122': (given) =>
      expect(commandsOf(arg(given), 'task.cancel')).toMatchObject([{ id: 'inline1' }]),
    'extract_all_cancel_tasks#123': (given) => {
      expect(commandsOf(arg(given), 'task.cancel')).toEqual([]);
      expect(parseAnswer(arg(given), 'conversation').problems).toHaveLength(1);
    },
    'extract_all_cancel_tasks#124': (given) =>
      expect(commandsOf(arg(given), 'task.cancel')).toMatchObject([{ id: 'a1b2c3d4' }]),
    'extract_skill_improve#155': (given) => expect(commandsOf(arg(given), 'skill.improve')).toHaveLength(2),
    'extract_action_outcome#183': (given) => expect(outcome(arg(given))).toEqual({ outcome: 'success' }),
    'extract_action_outcome#191': (given) =>
      expect(outcome(arg(given))).toEqual({ outcome: 'failed', reason: 'no pipe' }),
    'extract_heartbeat_markers#250': (given) => expect(heartbeat(arg(given))).toEqual([{ interval: 15 }]),
    'strip_all_remaining_markers#39': (given) => expect(parseAnswer(arg(given), 'conversation').text).toBe(''),
    'strip_all_remaining_markers#54': (given) => expect(parseAnswer(arg(given), 'conversation').text).toBe(arg(given)),
    'strip_all_remaining_markers#287': (given) => expect(parseAnswer(arg(given), 'conversation').text).toBe(arg(given)),
    'strip_project_markers#101': (given) => {
      const { text, commands } = parseAnswer(arg(given), 'conversation');
      expect(text).toBe('Switching.\nEnjoy!');
      expect(commands.map((c) => c.type)).toEqual(['project.deactivate', 'project.activate']);
    },
  },
};
