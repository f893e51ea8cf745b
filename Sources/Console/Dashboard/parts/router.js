// Addresses of pages. A page is a function of its parameters that fills the main element and may give a way to leave.

const routes = [];
let leaveGuard = null;
let dispose = null;
let show = () => {};
let turn = 0;

/** `route('/templates/:id', () => import(…))`; the module's default export makes the page. */
export function route(pattern, load, options = {}) {
  const names = [];
  const expression = pattern.replace(/:(\w+)/g, (_, name) => { names.push(name); return '([^/]+)'; });
  routes.push({ match: new RegExp(`^${expression}$`), names, load, options });
}

/** A page that holds unsaved work asks before it is left: gives true where leaving is fine. */
export function guardLeaving(question) {
  leaveGuard = question;
}

export function start(present) {
  show = present;
  document.addEventListener('click', followLink);
  window.addEventListener('popstate', () => go());
  return go();
}

export async function navigate(path, { replace = false } = {}) {
  if (leaveGuard && !(await leaveGuard())) return;
  leaveGuard = null;
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  await go();
}

/** Draws the current page anew. */
export const reload = () => go();

function followLink(event) {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !find(url.pathname)) return;
  event.preventDefault();
  navigate(url.pathname + url.search + url.hash);
}

function find(path) {
  for (const candidate of routes) {
    const found = candidate.match.exec(path);
    if (!found) continue;
    const values = found.slice(1).map(decodeURIComponent);
    return { ...candidate, parameters: Object.fromEntries(candidate.names.map((name, at) => [name, values[at]])) };
  }
  return null;
}

async function go() {
  leaveGuard = null;
  turn += 1;
  const mine = turn;
  dispose?.();
  dispose = null;
  const found = find(location.pathname);
  const context = {
    path: location.pathname, parameters: found?.parameters ?? {}, query: new URLSearchParams(location.search),
    hash: location.hash.slice(1), isCurrent: () => mine === turn,
    onLeave(action) {
      if (mine !== turn) action();
      else { const before = dispose; dispose = () => { before?.(); action(); }; }
    },
  };
  await show(found, context);
}
