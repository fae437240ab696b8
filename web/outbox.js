/** Messages that were written but not yet taken: kept in the browser, sent again with the same key until the daemon has them. */
import { call } from './api.js';

const KEY = 'omega.outbox';
const CHAT = 'web:owner';

const read = () => JSON.parse(localStorage.getItem(KEY) ?? '[]');
const write = (messages) => localStorage.setItem(KEY, JSON.stringify(messages));

let sending = false;

/** @returns what waits to be sent, oldest first */
export const waiting = read;

/** Adds a message. */
export function add(text) {
  write([...read(), { key: crypto.randomUUID(), text }]);
}

/** Sends what waits, in order. `refused` hears of messages the daemon will never take. */
export async function flush(taken, refused) {
  if (sending) return;
  sending = true;
  try {
    for (let [first] = read(); first; [first] = read()) {
      try {
        await call(`/v1/conversations/${encodeURIComponent(CHAT)}/messages`, {
          method: 'POST',
          body: JSON.stringify(first),
        });
        taken();
      } catch (error) {
        if (!error.status || error.status >= 500 || error.status === 429) return;
        refused(error.message);
      }
      write(read().filter((m) => m.key !== first.key));
    }
  } finally {
    sending = false;
  }
}
