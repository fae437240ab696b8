/** Talks to the daemon: JSON calls and streams that come back by themselves. */

/** Calls the API; throws an Error with the daemon's own sentence. */
export async function call(path, options = {}) {
  const response = await fetch(path, { ...options, headers: { 'content-type': 'application/json' } });
  if (response.status === 401) location.assign('/login.html');
  const body = await response.json().catch(() => ({}));
  if (!response.ok)
    throw Object.assign(new Error(body.error?.message ?? `error ${response.status}`), { status: response.status });
  return body;
}

/**
 * Opens a stream. EventSource reconnects and says where it stopped; after a refusal it gives up, so it is opened anew.
 * `on` holds a function per event name, `state` hears true and false.
 */
export function stream(path, on, state = () => {}) {
  let source;
  let closed = false;
  let timer;
  const open = () => {
    if (closed) return;
    source = new EventSource(path());
    source.onopen = () => state(true);
    source.onerror = () => {
      state(false);
      if (source.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, 1500);
    };
    for (const [name, hear] of Object.entries(on))
      source.addEventListener(name, (e) => hear(JSON.parse(e.data), e.lastEventId));
  };
  open();
  return () => {
    closed = true;
    clearTimeout(timer);
    source.close();
  };
}
