// What happens elsewhere, as it happens. The server ends a stream after a while; the browser opens the next.
import { address } from './api.js';

const KINDS = ['key', 'template', 'asset', 'member', 'settings', 'render'];
const listeners = new Set();
let source = null;

/** Calls `action({ kind, id, action })` for events of these kinds until the given page is left. */
export function listen(kinds, context, action) {
  const listener = { kinds, action };
  listeners.add(listener);
  context.onLeave(() => listeners.delete(listener));
}

function deliver(kind, event) {
  let detail = {};
  try {
    detail = JSON.parse(event.data);
  } catch { /* an event without data still says that something changed */ }
  for (const listener of [...listeners]) if (listener.kinds.includes(kind)) listener.action({ kind, ...detail });
}

/** Opens the stream of the current organization; the one before is closed. */
export function connect() {
  disconnect();
  source = new EventSource(address('events'), { withCredentials: true });
  for (const kind of KINDS) source.addEventListener(kind, (event) => deliver(kind, event));
  let wasOpen = false;
  source.addEventListener('open', () => {
    // Between two streams something may have happened that nobody told us.
    if (wasOpen) for (const listener of [...listeners]) listener.action({ kind: 'gap' });
    wasOpen = true;
  });
}

export function disconnect() {
  source?.close();
  source = null;
}

window.addEventListener('pagehide', disconnect);
