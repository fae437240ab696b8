/** English: tools and approvals. */

const TITLES: Readonly<Record<string, string>> = {
  'omega/bash': 'Run a command',
  'omega/write': 'Write a file',
  'omega/edit': 'Change a file',
  'omega/fetch': 'Read a web page',
  'omega/send_message': 'Send a message',
};
const LABELS: Readonly<Record<string, string>> = {
  folder: 'folder',
  file: 'file',
  seconds: 'seconds',
  hosts: 'hosts',
  host: 'host',
  tool: 'tool',
  address: 'address',
  covers: 'a lasting yes covers',
};

/** The texts, by key. */
export const tools = {
  /** a tool of ours by its id; of others the title that its maker gave it */
  toolTitle: (p: { id: string; title: string }) => TITLES[p.id] ?? p.title,
  /** what a fact of a question is called */
  factLabel: (p: { label: string }) => LABELS[p.label] ?? p.label,
  toolUsing: (p: { tool: string; what: string }) => `🔧 ${p.tool}${p.what === '' ? '' : `: ${p.what}`}`,
  toolLoop: (p: { tool: string }) =>
    `I stopped here: I was about to do the very same thing (${p.tool}) a fifth time, and it was not getting anywhere. Tell me how to go on.`,
  commandHeld: (p: { what: string }) =>
    `✗ I did not do this (${p.what}): my answer had read words from outside. If you want it, tell me so yourself.`,
  approvalAsk: () => 'May I do this?',
  approvalUncertain: () => 'I do not know whether this happened before I was cut off. Shall I do it (again)?',
  approvalQuestion: () => '❓ I need to know:',
  approvalWhy: () => 'Asked because of:',
  approvalHow: (p: { code: string }) =>
    `Answer: yes ${p.code} · no ${p.code} and why. For more than this once: /approve ${p.code} run, or /approve ${p.code} project.`,
  approvalHowAnswer: (p: { code: string }) =>
    `Just write your answer here, or from elsewhere: /answer ${p.code} and your words.`,
  approvalHowAnswerCode: (p: { code: string }) => `Answer with: /answer ${p.code} and your words.`,
  approvalLong: () => 'This is too long to show here. Look at it on the page, or with: omega approvals show',
  approvalWaiting: (p: { title: string; code: string }) => `⏳ Waiting for your yes: ${p.title} (${p.code})`,
  approvalYes: () => 'Yes, once',
  approvalYesRun: () => 'Yes, for this answer',
  approvalYesProject: () => 'Yes, always here',
  approvalNo: () => 'No',
  approvalAllowed: (p: { title: string; by: string; words: string }) =>
    `✓ ${p.title}: ${p.words === '' ? `yes (${p.by})` : p.words}`,
  approvalDenied: (p: { title: string; by: string; words: string }) =>
    `✗ ${p.title}: no (${p.by})${p.words === '' ? '' : `: ${p.words}`}`,
  approvalExpired: (p: { title: string }) => `⌛ ${p.title}: nobody answered in time; I did not do it.`,
  approvalWithdrawn: (p: { title: string }) => `✗ ${p.title}: no longer needed.`,
  approvalUnknown: (p: { code: string }) => `There is no open question ${p.code}.`,
  approvalLate: (p: { title: string; by: string }) =>
    `${p.title} was answered already${p.by === '' ? '' : ` by ${p.by}`}.`,
  approvalsNone: () => 'Nothing waits for your answer.',
  approvalsHeader: () => 'These wait for your answer:',
};
