/** What the answer of a set-up or a discovery leads to: another round, a proposal, or files. */
import { parseFiles } from '../../domain/build/files.ts';
import { parseDiscovery, parseSetup } from '../../domain/session/rounds.ts';
import type { SessionKind } from '../../machines/chat/session.machine.ts';
import { changeSession } from '../thinking/sessions.ts';
import type { Carrying } from './executor.ts';

/** The answer as the person reads it, the part that may hold markers, and files of a new project. */
export interface SessionAnswer {
  text: string;
  files: { path: string; content: string }[];
  /** a question that is put behind the text */
  ask: string;
}

/** Files that a set-up may write: the instructions and the checklist of a project. */
const SETUP_FILE = /^projects\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}\/(?:ROLE|HEARTBEAT)\.md$/;
/** Characters of a brief that are shown before the question. */
const PREVIEW = 300;

function discovery({ context, asker, words }: Carrying, answer: string): SessionAnswer {
  const found = parseDiscovery(answer);
  if ('questions' in found) {
    changeSession(context, asker.key, { type: 'session.asked' });
    return { text: found.questions, files: [], ask: '' };
  }
  changeSession(context, asker.key, { type: 'session.proposed', request: found.complete });
  const shown =
    Array.from(found.complete).length > PREVIEW
      ? `${Array.from(found.complete).slice(0, PREVIEW).join('')}…`
      : found.complete;
  return { text: '', files: [], ask: words.text('buildAsk', { request: shown }) };
}

/** The words around the code blocks of files. */
function withoutFiles(text: string): string {
  return text.replaceAll(/^ {0,3}(`{3,}|~{3,})[^\n]*\bpath=[^\n]*\n[\s\S]*?^ {0,3}\1\s*$/gm, '').trim();
}

function setup({ context, asker }: Carrying, answer: string): SessionAnswer {
  const found = parseSetup(answer);
  if ('execute' in found) {
    changeSession(context, asker.key, { type: 'session.ended' });
    const files = parseFiles(found.execute).files.filter(({ path }) => SETUP_FILE.test(path));
    return { text: withoutFiles(found.execute), files, ask: '' };
  }
  changeSession(context, asker.key, { type: 'session.asked' });
  const text = 'proposal' in found ? found.proposal : 'questions' in found ? found.questions : found.other;
  return { text, files: [], ask: '' };
}

/** Reads the answer of a session and tells it what happened; inside a transaction. */
export function carrySession(carrying: Carrying, kind: SessionKind, answer: string): SessionAnswer {
  return kind === 'setup' ? setup(carrying, answer) : discovery(carrying, answer);
}
