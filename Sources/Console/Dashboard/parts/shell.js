import { el, fill } from './element.js';
import { icon, mark } from './icons.js';
import { attachMenu } from './menu.js';
import { avatar } from './states.js';
import { can, choose, load, role, session, signOut } from './session.js';
import { roleNames } from './words.js';
import { setTheme, theme, themes } from './theme.js';
import { field, form, input, submitButton } from './form.js';
import { openDialog } from './dialog.js';
import { post } from './api.js';

const SECTIONS = [
  [['/templates', 'templates', 'Templates'], ['/assets', 'assets', 'Assets'], ['/renders', 'renders', 'Renders']],
  [['/keys', 'keys', 'API Keys', () => can('keys.create')], ['/usage', 'usage', 'Usage'],
    ['/activity', 'activity', 'Activity']],
  [['/members', 'members', 'Members'], ['/settings', 'settings', 'Settings']],
];

function link([path, sign, label, shown]) {
  if (shown && !shown()) return null;
  const here = location.pathname === path || location.pathname.startsWith(`${path}/`);
  return el('a.nav-link', { href: path, 'aria-current': here ? 'page' : undefined, title: label }, icon(sign),
    el('span', label));
}

function newOrganization(changed) {
  const name = input({ required: true, maxlength: '200', autofocus: true, placeholder: 'Acme Studio' });
  const node = form({}, async (values) => {
    const made = await post('/orgs', values);
    await load();
    choose(session.organizations.find((one) => one.id === made.id || one.slug === made.slug) ?? session.organization);
    dialog.close();
    changed();
  }, field('Name', name, { name: 'name', hint: 'It has its own templates, keys, members and settings.' }));
  const dialog = openDialog({ title: 'New organization', body: node,
    actions: [submitButton('Create organization', node)] });
}

function organizationButton(changed) {
  const current = session.organization;
  const button = el('button.org-button', { type: 'button' }, mark(24),
    el('span.org-name', el('strong', current?.name ?? 'RenderStack'), el('span', roleNames[role()])), icon('chevron'));
  button.setAttribute('aria-label', `Organization: ${current?.name ?? 'none'}. Switch`);
  return attachMenu(button, () => [
    { heading: 'Organizations' },
    ...session.organizations.map((one) => ({
      label: one.name, checked: one.slug === current?.slug, act: () => { choose(one); changed(); },
    })),
    '-', { label: 'New organization…', icon: 'plus', act: () => newOrganization(changed) },
  ], { align: 'start' });
}

function personButton(changed, leave) {
  const button = el('button.person-button', { type: 'button', 'aria-label': `Account: ${session.person.name}` },
    avatar(session.person.name), el('span.person-name', session.person.name), icon('chevron'));
  const themeIcons = { system: 'system', light: 'sun', dark: 'moon' };
  return attachMenu(button, () => [
    { label: 'Account', icon: 'person', href: '/account' }, '-', { heading: 'Theme' },
    ...themes.map((name) => ({
      label: name[0].toUpperCase() + name.slice(1), icon: themeIcons[name], checked: theme() === name,
      act: () => setTheme(name),
    })),
    '-', { label: 'Sign out', icon: 'signout', act: async () => { await signOut(); leave(); } },
  ], { align: 'start' });
}

/** The frame of all pages for signed-in people: navigation beside, the page in the middle. */
export function shell(root, { changed, leave }) {
  const main = el('main.main', { id: 'main', tabindex: '-1' });
  const nav = el('nav.nav', { 'aria-label': 'Main' });
  const side = el('div.side', { id: 'side' });
  const opener = el('button.icon-button.menu-button', {
    type: 'button', 'aria-label': 'Menu', 'aria-expanded': 'false', 'aria-controls': 'side',
    onclick: () => open(!frame.classList.contains('nav-open')),
  }, icon('menu'));
  const frame = el('div.shell',
    el('a.skip', { href: '#main', onclick: (event) => { event.preventDefault(); main.focus(); } }, 'Skip to content'),
    el('header.top-bar', opener, mark(22), el('strong.top-name')), side,
    el('div.veil', { onclick: () => open(false) }), main);
  function open(yes) {
    frame.classList.toggle('nav-open', yes);
    opener.setAttribute('aria-expanded', String(yes));
    if (yes) side.querySelector('a')?.focus();
  }
  frame.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && frame.classList.contains('nav-open')) { open(false); opener.focus(); }
  });
  function update() {
    fill(side, organizationButton(changed), fill(nav, SECTIONS.map((links) => el('div.nav-section', links.map(link)))),
      el('div.side-foot', personButton(changed, leave)));
    frame.querySelector('.top-name').textContent = session.organization?.name ?? 'RenderStack';
    open(false);
  }
  update();
  fill(root, frame);
  return { main, update, frame };
}
