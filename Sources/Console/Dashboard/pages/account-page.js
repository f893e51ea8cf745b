import { el } from '../parts/element.js';
import { get, list, patch, post } from '../parts/api.js';
import { field, form, input, password, segments, submitButton } from '../parts/form.js';
import { badge, pageHead, region, setting, table } from '../parts/states.js';
import { confirmDialog } from '../parts/dialog.js';
import { session, signOut } from '../parts/session.js';
import { navigate } from '../parts/router.js';
import { setTheme, theme } from '../parts/theme.js';
import { toast } from '../parts/toast.js';
import { time } from '../parts/words.js';

function browser(agent = '') {
  const name = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrom(e|ium)\//.test(agent)
    ? 'Chrome'
    : /Safari\//.test(agent) ? 'Safari' : agent.split('/')[0] || 'Unknown';
  const system = /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Android/.test(agent) ? 'Android'
    : /iPhone|iPad/.test(agent) ? 'iOS' : /Linux/.test(agent) ? 'Linux' : '';
  return system ? `${name} on ${system}` : name;
}

function nameForm() {
  const node = form({}, async (values) => {
    await patch('/me', values);
    session.person.name = values.name;
    toast('Name saved');
  }, field('Name', input({ value: session.person.name, required: true, maxlength: '200', autocomplete: 'name' }),
  { name: 'name' }),
  field('E-mail', input({ value: session.person.email, readOnly: true }),
    { hint: 'Your e-mail is how you sign in; it cannot be changed here.' }));
  node.append(el('div.actions', submitButton('Save name', node)));
  return node;
}

function passwordForm() {
  const node = form({}, async (values) => {
    await post('/password', values);
    session.hasPassword = true;
    node.reset();
    toast('Password changed. Your other sessions have ended.');
    sessions.refresh();
  }, session.hasPassword
    ? field('Current password', input({ type: 'password', required: true, autocomplete: 'current-password' }),
      { name: 'current' })
    : null,
  field('New password', password({ autocomplete: 'new-password' }), { name: 'new', hint: 'At least 10 characters.' }));
  node.append(el('div.actions', submitButton('Change password', node)));
  return node;
}

let sessions;

function sessionTable({ items }) {
  return table('Sessions', [
    { title: 'Browser', cell: (one) => el('div.cell-title', el('strong', browser(one.userAgent)),
      el('span.quiet', one.address)) },
    { title: 'Last seen', cell: (one) => (one.current ? badge('This one', 'good') : time(one.lastSeenAt)) },
    { title: 'Signed in', cell: (one) => time(one.createdAt) },
  ], items);
}

async function everywhere() {
  const done = await confirmDialog({
    title: 'Sign out everywhere?', intro: 'Every session of yours ends, this one too. API keys keep working.',
    action: 'Sign out everywhere', act: () => signOut(true),
  });
  if (done) navigate('/signin');
}

export default async function account(main) {
  await get('/session');
  sessions = region(() => list('/sessions'), sessionTable, { rows: 2 });
  main.append(pageHead('Account', `Signed in as ${session.person.email}`), el('div.settings',
    setting('Profile', 'How others see you in lists and in the activity log.', nameForm()),
    setting('Theme', 'Light, dark, or as your system says. Kept in this browser.',
      el('div', segments('Theme', [['system', 'System', 'system'], ['light', 'Light', 'sun'], ['dark', 'Dark', 'moon']],
        theme(), setTheme))),
    setting('Password', session.hasPassword ? 'Changing it ends all your other sessions.'
      : `You sign in with ${session.features.oidcLabel ?? 'an issuer'} and have no password. To choose one, sign in anew `
        + 'and do it within ten minutes.', passwordForm()),
    setting('Sessions', 'Where you are signed in. A session ends after 12 hours without use.', sessions.node,
      el('div.actions', el('button.button', { type: 'button', onclick: everywhere }, 'Sign out everywhere')))));
}
