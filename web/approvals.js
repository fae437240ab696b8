/** Open questions: what Omega wants to do, exactly as it would be done, and the buttons that answer. */
import { call } from './api.js';

const box = document.getElementById('approvals');

/** Control characters but the line break and the tab, and those that turn the direction of writing around or show nothing. */
// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** What a person allows is seen whole: what a page would show as nothing is written out. */
const visible = (text) => text.replaceAll(UNSEEN, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);

/** The body as it will be used; in a diff what goes and what comes is told apart by colour too. */
function bodyOf({ body, form }) {
  const made = element('pre', { tabIndex: 0, className: form });
  const kinds = { '+': 'added', '-': 'removed' };
  for (const line of visible(body).replace(/\n+$/, '').split('\n'))
    made.append(element('span', { className: (form === 'diff' && kinds[line[0]]) || '', textContent: `${line}\n` }));
  return made;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function answer(id, body, card) {
  for (const button of card.querySelectorAll('button')) button.disabled = true;
  try {
    await call(`/v1/approvals/${encodeURIComponent(id)}`, {
      method: 'POST',
      body: JSON.stringify({ ...body, via: 'web' }),
    });
  } catch (error) {
    card.querySelector('[role="status"]').textContent = error.message;
  }
  await refresh();
}

/** A button that answers; a reason or words stand in the field of the card. */
function button(label, { id }, body, card, main = false) {
  const words = () => card.querySelector('input.words')?.value ?? '';
  const made = element('button', { type: 'button', textContent: label, className: main ? 'main' : '' });
  made.addEventListener('click', () => void answer(id, { words: words(), ...body() }, card));
  return made;
}

function buttons(approval, card) {
  const { kind, level, card: shown } = approval;
  const yes = (more = {}) => ({ answer: 'yes', ...more });
  if (kind === 'question')
    return [
      ...shown.choices.map((choice) => button(choice, approval, () => yes({ words: choice }), card)),
      button('Answer', approval, () => yes(), card, true),
    ];
  const typed = () => yes({ code: card.querySelector('input.code')?.value ?? '' });
  return [
    button('Yes, once', approval, level === 'typed_confirm' ? typed : () => yes(), card, true),
    ...(level === 'ask_once' && kind === 'call'
      ? [
          button('Yes, for this answer', approval, () => yes({ scope: 'run' }), card),
          button('Yes, always here', approval, () => yes({ scope: 'project' }), card),
        ]
      : []),
    button('No', approval, () => ({ answer: 'no' }), card),
  ];
}

function field(className, label) {
  return element(
    'label',
    { textContent: `${label} ` },
    element('input', { className, type: 'text', autocomplete: 'off' }),
  );
}

function cardOf(approval) {
  const { code, kind, level, expiresAt, card: shown } = approval;
  const card = element('article', { className: 'approval' });
  card.setAttribute('aria-label', shown.title);
  const facts = element('dl');
  for (const { label, value } of shown.facts)
    facts.append(element('dt', { textContent: visible(label) }), element('dd', { textContent: visible(value) }));
  const until = new Date(expiresAt).toLocaleTimeString();
  card.append(
    element('h2', { textContent: visible(kind === 'question' ? shown.title : `May I? ${shown.title}`) }),
    facts,
  );
  if (shown.body !== '') card.append(bodyOf(shown));
  const why = shown.why.length === 0 ? '' : `asked because of ${shown.why.join(', ')} · `;
  card.append(element('p', { className: 'why', textContent: `${why}code ${code} · until ${until}` }));
  if (level === 'typed_confirm') card.append(field('code', `Type ${code} to confirm:`));
  card.append(field('words', kind === 'question' ? 'Your answer:' : 'Reason (for a no):'));
  card.append(element('div', { className: 'buttons' }, ...buttons(approval, card)), element('p', { role: 'status' }));
  return card;
}

/** Shows what waits now; cards that are being filled in stay as they are. */
export async function refresh() {
  const { approvals } = await call('/v1/approvals').catch(() => ({ approvals: [] }));
  const open = new Set(approvals.map(({ id }) => id));
  for (const card of Array.from(box.children)) if (!open.has(card.dataset.id)) card.remove();
  const there = new Set([...box.children].map((card) => card.dataset.id));
  for (const approval of approvals.toReversed())
    if (!there.has(approval.id)) {
      const card = cardOf(approval);
      card.dataset.id = approval.id;
      box.append(card);
    }
  box.hidden = approvals.length === 0;
}

/** Questions of other chats come too: the page is where the owner sees all of them. */
export function watch() {
  void refresh();
  setInterval(() => document.visibilityState === 'visible' && void refresh(), 5000);
}
