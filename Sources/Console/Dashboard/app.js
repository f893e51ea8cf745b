import { el, fill } from './parts/element.js';
import { load, session, whenSignedOut } from './parts/session.js';
import { navigate, reload, route, start } from './parts/router.js';
import { connect, disconnect } from './parts/events.js';
import { empty, failure, skeleton } from './parts/states.js';
import { shell } from './parts/shell.js';

const root = document.getElementById('app');
const open = { open: true };

route('/signin', () => import('./pages/signin-page.js'), open);
route('/setup', () => import('./pages/setup-page.js'), open);
route('/invite', () => import('./pages/invite-page.js'), open);
route('/reset', () => import('./pages/reset-page.js'), open);
route('/', () => import('./pages/templates-page.js'));
route('/templates', () => import('./pages/templates-page.js'));
route('/templates/:id', () => import('./editor/editor-page.js'), { full: true });
route('/templates/:id/revisions', () => import('./pages/revisions-page.js'));
route('/renders', () => import('./pages/renders-page.js'));
route('/assets', () => import('./pages/assets-page.js'));
route('/keys', () => import('./pages/keys-page.js'));
route('/members', () => import('./pages/members-page.js'));
route('/activity', () => import('./pages/activity-page.js'));
route('/settings', () => import('./pages/settings-page.js'));
route('/usage', () => import('./pages/usage-page.js'));
route('/account', () => import('./pages/account-page.js'));

let frame = null;
let hasArrived = false;

function enter() {
  frame = shell(root, { changed: () => { connect(); navigate('/templates'); }, leave });
  connect();
}

function leave() {
  disconnect();
  frame = null;
  navigate('/signin');
}

whenSignedOut(() => {
  disconnect();
  frame = null;
  if (location.pathname === '/signin') return;
  const back = encodeURIComponent(location.pathname + location.search);
  navigate(`/signin?back=${back}&ended=yes`, { replace: true });
});

/** Draws a page: signed-out pages in a frame of their own, all others in the shell. */
async function present(found, context) {
  if (found?.options.open) {
    disconnect();
    frame = null;
    const page = await found.load();
    if (context.isCurrent()) await page.default(fill(root, el('main.gate', { id: 'main' })).firstChild, context);
    return;
  }
  if (!session.person) {
    navigate(`/signin?back=${encodeURIComponent(location.pathname + location.search)}`, { replace: true });
    return;
  }
  if (!frame) enter();
  frame.update();
  frame.frame.classList.toggle('full', Boolean(found?.options.full));
  const main = frame.main;
  main.scrollTo?.(0, 0);
  if (!found) {
    document.title = 'Not found · RenderStack';
    fill(main, empty('search', 'Page not found', 'There is nothing at this address.',
      el('a.button', { href: '/templates' }, 'To the templates')));
    return;
  }
  const wait = setTimeout(() => fill(main, skeleton()), 120);
  try {
    const page = await found.load();
    clearTimeout(wait);
    if (!context.isCurrent()) return;
    fill(main);
    await page.default(main, context);
    // A new page is read from its title on; the first one from its top, where the way to the content is.
    if (context.isCurrent() && hasArrived && !document.querySelector('dialog[open]')) {
      main.querySelector('h1')?.focus({ preventScroll: true });
    }
    hasArrived = true;
  } catch (problem) {
    clearTimeout(wait);
    if (context.isCurrent() && problem.status !== 401) fill(main, failure(problem, reload));
  }
}

try {
  // Those who come to these have no session yet, and asking for it would only be refused.
  const gates = ['/signin', '/setup', '/invite', '/reset'];
  if (!gates.includes(location.pathname)) await load();
  await start(present);
} catch (problem) {
  fill(root, el('main.gate', failure(problem, () => location.reload())));
}
