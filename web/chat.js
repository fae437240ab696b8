/** The chat: history, answers as they grow, and messages that survive a restart of the daemon. */
import { call, stream } from './api.js';
import { refresh, watch } from './approvals.js';
import { render } from './markdown.js';
import { add, flush, waiting } from './outbox.js';

const CHAT = encodeURIComponent('web:owner');
const [list, log, text, stop, state, empty] = ['messages', 'log', 'text', 'stop', 'state', 'empty'].map((id) =>
  document.getElementById(id),
);

/** message id → its element */
const shown = new Map();
/** id of a growing answer → its text so far */
const growing = new Map();
let newest = 0;
let online = false;

function toEnd() {
  log.scrollTop = log.scrollHeight;
}

function show(id, role, words, mark = '') {
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const item = shown.get(id) ?? document.createElement('li');
  item.className = `message ${role}`;
  item.replaceChildren(
    role === 'user' ? Object.assign(document.createElement('p'), { textContent: words }) : render(words),
  );
  if (mark !== '') item.append(Object.assign(document.createElement('span'), { className: 'mark', textContent: mark }));
  if (!shown.has(id)) list.append(item);
  shown.set(id, item);
  if (atEnd) toEnd();
  return item;
}

/** Messages the daemon does not have yet stand at the end. */
function showOutbox() {
  for (const [id, item] of shown)
    if (id.startsWith('outbox:')) {
      item.remove();
      shown.delete(id);
    }
  for (const { key, text: words } of waiting())
    show(`outbox:${key}`, 'user', words, online ? 'sending…' : 'waiting for Omega…');
  empty.hidden = shown.size > 0;
}

async function catchUp() {
  const { messages, waiting: queued } = await call(
    `/v1/conversations/${CHAT}/messages?limit=200${newest > 0 ? `&after=${newest}` : ''}`,
  );
  for (const m of messages.toSorted((a, b) => a.seq - b.seq)) {
    newest = Math.max(newest, m.seq);
    growing.delete(m.id);
    show(m.id, m.role, m.text, queued.includes(m.id) ? 'queued' : '');
  }
  showOutbox();
  stop.disabled = growing.size === 0;
}

function onRunEvent({ kind, payload }) {
  const id = payload.message_id;
  if (kind === 'user_message') {
    shown.get(id)?.querySelector('.mark')?.remove();
    // The answer may be told of before the history is read: the question goes first.
    if (!shown.has(id)) show(id, 'user', payload.text);
  } else if (kind === 'assistant_message_delta') {
    // Steps and phases have drafts of their own; the answer is the one that ends in :a.
    if (!id.endsWith(':a') || payload.text === '') return;
    growing.set(id, (growing.get(id) ?? '') + payload.text);
    show(id, 'assistant growing', growing.get(id));
  } else if (kind === 'assistant_message') {
    growing.delete(id);
    show(id, payload.notice ? 'notice' : 'assistant', payload.text);
  } else if (payload.type === 'draft.reset') growing.set(id, '');
  else if (payload.type?.startsWith('approval.')) void refresh();
  stop.disabled = growing.size === 0;
}

function setOnline(on) {
  online = on;
  state.textContent = on ? 'connected' : 'Omega is not reachable; I keep trying.';
  state.classList.toggle('off', !on);
  if (!on) return;
  catchUp().catch(() => {});
  send();
}

function send() {
  showOutbox();
  flush(
    () => catchUp().catch(() => {}),
    (why) => show(`refused:${Date.now()}`, 'notice', why),
  ).then(showOutbox);
}

function write(words) {
  if (words.trim() === '') return;
  add(words);
  send();
  toEnd();
}

document.getElementById('write').addEventListener('submit', (event) => {
  event.preventDefault();
  write(text.value);
  text.value = '';
  void offer();
  text.focus();
});
/** Commands that go on like what stands in the field. */
let commands = [];
const offered = document.getElementById('commands');

async function offer() {
  const typed = /^\/\S*$/.test(text.value) ? text.value.slice(1).toLowerCase() : undefined;
  if (typed !== undefined && commands.length === 0)
    ({ commands } = await call('/v1/commands').catch(() => ({ commands: [] })));
  const fitting = typed === undefined ? [] : commands.filter(({ name }) => name.startsWith(typed)).slice(0, 8);
  offered.replaceChildren(
    ...fitting.map(({ name, args, summary }) =>
      Object.assign(document.createElement('li'), {
        textContent: `/${name}${args === '' ? '' : ` ${args}`} – ${summary}`,
      }),
    ),
  );
  offered.hidden = fitting.length === 0;
}

text.addEventListener('input', () => void offer());
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  document.getElementById('write').requestSubmit();
});
stop.addEventListener('click', () => write('/stop'));
setInterval(() => waiting().length > 0 && send(), 2000);

watch();
const { last_event: last } = await call(`/v1/conversations/${CHAT}/messages?limit=1`);
await catchUp();
toEnd();
stream(
  () => `/v1/stream?conversation=${CHAT}&after=${last}`,
  { run: onRunEvent, message: () => catchUp().catch(() => {}) },
  setOnline,
);
