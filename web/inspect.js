/** The inspection page: actors, the chart of the chosen one with its state lit, its transitions as they happen, and its past. */
import { call, stream } from './api.js';

const $ = (id) => document.getElementById(id);
const [actors, filter, title, facts, rev, revision, live, picture, context, transitions, state] = [
  'actors',
  'filter',
  'title',
  'facts',
  'rev',
  'revision',
  'live',
  'picture',
  'context',
  'transitions',
  'state',
].map($);

let chosen = '';
let journal = [];
let following = true;
let endStream = () => {};

const short = (event) =>
  event
    .replace(/^xstate\.done\.actor\./, '')
    .replace(/^xstate\.error\.actor\.(.*)/, '$1 failed')
    .replace(/^xstate\.after\.([^.]+)\..*/, 'after $1')
    .replace(/^xstate\.init$/, 'born');

function age(at) {
  const s = Math.max(0, Math.round((Date.now() - at) / 1000));
  return s < 90 ? `${s} s` : s < 5400 ? `${Math.round(s / 60)} min` : `${Math.round(s / 3600)} h`;
}

/** Full ids of the states a value stands for, ancestors first. */
function statesOf(value, prefix) {
  if (typeof value === 'string') return [`${prefix}.${value}`];
  return Object.entries(value).flatMap(([key, inner]) => [`${prefix}.${key}`, ...statesOf(inner, `${prefix}.${key}`)]);
}

async function listActors() {
  const { actors: all } = await call('/v1/actors?limit=200');
  const wanted = filter.value.trim().toLowerCase();
  actors.replaceChildren(
    ...all
      .filter((a) => `${a.address} ${a.state} ${a.status}`.toLowerCase().includes(wanted))
      .map((a) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.dataset.address = a.address;
        button.setAttribute('aria-current', String(a.address === chosen));
        const name = Object.assign(document.createElement('strong'), { textContent: a.address });
        const what = a.status === 'active' ? `waits for ${a.waitingFor.join(', ')}` : a.status;
        const line = Object.assign(document.createElement('span'), {
          className: 'quiet',
          textContent: `${a.state} · ${age(a.updatedAt)} · ${what}`,
        });
        button.append(name, document.createElement('br'), line);
        button.addEventListener('click', () => choose(a.address));
        const item = document.createElement('li');
        item.append(button);
        return item;
      }),
  );
}

function light(entry) {
  const machine = chosen.slice(0, chosen.indexOf(':'));
  const lit = new Set(statesOf(entry.value, machine));
  for (const node of picture.querySelectorAll('[data-state]'))
    node.classList.toggle('lit', lit.has(node.dataset.state));
  let found = false;
  for (const edge of picture.querySelectorAll('.edge')) {
    const last = !found && edge.dataset.event === entry.event.type && lit.has(edge.dataset.target);
    found ||= last;
    edge.classList.toggle('last', last);
  }
}

async function showRevision(n) {
  const entry = journal.find((e) => e.rev === n);
  if (!entry) return;
  rev.value = String(n);
  revision.textContent = `${n} of ${journal.at(-1).rev}: ${short(entry.event.type)}`;
  light(entry);
  const { context: inside, value } = await call(`/v1/actors/${encodeURIComponent(chosen)}/state?rev=${n}`);
  context.textContent = JSON.stringify({ state: value, context: inside }, null, 2);
}

function addTransition(entry) {
  journal.push(entry);
  rev.max = String(entry.rev);
  const item = document.createElement('li');
  item.append(
    Object.assign(document.createElement('strong'), {
      textContent: `${entry.rev} ${short(entry.event.type)} → ${statesOf(entry.value, '').at(-1).replace(/^\./, '')}`,
    }),
    document.createElement('br'),
    Object.assign(document.createElement('span'), {
      className: 'quiet',
      textContent: entry.actions.join(', ') || 'nothing asked for',
    }),
  );
  transitions.prepend(item);
}

async function readJournal(address) {
  journal = [];
  transitions.replaceChildren();
  for (let after = -1; ; after = journal.at(-1).rev) {
    const { journal: page } = await call(`/v1/actors/${encodeURIComponent(address)}/journal?after=${after}&limit=500`);
    for (const entry of page) addTransition(entry);
    if (page.length < 500) return;
  }
}

async function choose(address) {
  chosen = address;
  endStream();
  const actor = await call(`/v1/actors/${encodeURIComponent(address)}`);
  title.textContent = address;
  facts.textContent = `machine ${actor.machine} version ${actor.version} · ${actor.status} · waits for ${actor.waitingFor.join(', ') || 'nothing'}`;
  const chart = await fetch(`/v1/inspect/defs/${actor.definition}.svg`).then((r) => r.text());
  // The chart is our own server's SVG, parsed as an image document: scripts in it would not run, and it has none.
  picture.replaceChildren(
    document.importNode(new DOMParser().parseFromString(chart, 'image/svg+xml').documentElement, true),
  );
  await readJournal(address);
  rev.disabled = live.disabled = false;
  following = true;
  await showRevision(journal.at(-1).rev);
  await listActors();
  endStream = stream(() => `/v1/actors/${encodeURIComponent(address)}/stream`, {
    transition(entry) {
      if (entry.rev <= journal.at(-1).rev) return;
      addTransition(entry);
      if (following) showRevision(entry.rev);
    },
  });
}

rev.addEventListener('input', () => {
  following = Number(rev.value) === journal.at(-1).rev;
  showRevision(Number(rev.value));
});
live.addEventListener('click', () => {
  following = true;
  showRevision(journal.at(-1).rev);
});
filter.addEventListener('input', () => listActors());
setInterval(
  () =>
    listActors().then(
      () => setState(true),
      () => setState(false),
    ),
  3000,
);

function setState(on) {
  state.textContent = on ? 'live' : 'Omega is not reachable; I keep trying.';
  state.classList.toggle('off', !on);
}

await listActors();
setState(true);
const first = new URLSearchParams(location.search).get('actor') ?? actors.querySelector('button')?.dataset.address;
if (first) await choose(first);
