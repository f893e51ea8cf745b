import { el } from '../parts/element.js';
import { get, patch } from '../parts/api.js';
import { field, form, input, radioCards, checkbox, selectField, submitButton } from '../parts/form.js';
import { pageHead, region, setting } from '../parts/states.js';
import { can, load, role, session } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { toast } from '../parts/toast.js';
import { number, roleNames } from '../parts/words.js';
import { hostList } from './host-list.js';
import { hostTester } from './host-tester.js';
import { signingSecrets } from './signing-secrets.js';

const PROFILES = [['unlimited', 'Unlimited'], ['starter', 'Starter: 30 POST, 15 GET'], ['pro', 'Pro: 120 POST, 60 GET'],
  ['business', 'Business: 300 POST, 150 GET'], ['enterprise', 'Enterprise: 1,000 POST, 500 GET']];

function saving(words, body, ...children) {
  if (!can('settings.edit')) return el('fieldset.stack', { disabled: true, 'aria-label': 'Read only' }, children);
  const node = form({}, async (values, self) => {
    await patch('settings', body(values, self));
    button.disabled = true;
    toast('Saved');
  }, children);
  const button = submitButton(words, node);
  button.disabled = true;
  node.addEventListener('input', () => { button.disabled = false; });
  node.append(el('div.actions', button));
  return node;
}

function nameSetting() {
  const node = form({}, async (values) => {
    await patch('', values);
    await load();
    document.querySelector('.org-name strong').textContent = values.name;
    toast('Saved');
  }, field('Name', input({ value: session.organization.name, required: true, maxlength: '200',
    disabled: !can('settings.edit') }), { name: 'name' }));
  if (can('settings.edit')) node.append(el('div.actions', submitButton('Save name', node)));
  return setting('Organization', `Its address name is ${session.organization.slug}.`, node);
}

function cacheSetting(settings) {
  return setting('Cache', 'How long browsers and CDNs may keep pictures of image URLs.',
    saving('Save cache policy', (values) => ({ cachePolicy: values.cachePolicy }),
    radioCards('Policy', 'cachePolicy', [
      { value: 'private', title: 'Private', mono: 'max-age=3600',
        text: 'Only the visitor’s browser keeps a picture, for an hour. Every other request is checked by key and host.' },
      { value: 'public', title: 'Public, for a CDN', mono: 's-maxage=604800',
        text: 'Fastest, but it costs control: copies outlive the revocation of a key for up to a week, and the CDN checks no host.' },
    ], settings.cachePolicy)));
}

function limitSetting(settings) {
  const entries = Object.entries(settings.limits ?? {});
  return setting('Limits', 'How many renders each key may ask for in a minute. Cached pictures do not count.',
    saving('Save rate', (values) => ({ rateProfile: values.rateProfile }),
      selectField('Rate', PROFILES, { name: 'rateProfile', value: settings.rateProfile })),
    entries.length > 0 && el('details', el('summary.small', 'Bounds of this server'),
      el('dl.limits', entries.map(([name, value]) => [el('dt', name),
        el('dd', typeof value === 'number' ? number(value) : String(value))]))));
}

function masterSetting(settings) {
  return setting('Master keys', 'Who may create keys with full access. Owners always may.',
    saving('Save', (_, self) => ({ masterKeyRoles: ['owner',
      ...[...self.querySelectorAll('[name=mayMaster]:checked')].map((box) => box.value)] }),
      el('fieldset.stack', el('legend.spoken', 'Roles'), ['admin', 'user'].map((name) =>
        checkbox(roleNames[name],
          { name: 'mayMaster', value: name, checked: settings.masterKeyRoles?.includes(name) })))));
}

function remoteSetting(settings) {
  return setting('Remote images',
    'Hosts that image layers may load pictures from, over https. What it costs: the first render of a picture waits for its host, '
      + 'up to five seconds; a picture may be five minutes old; and a render without its picture is not cached.',
    hostList({
      label: 'Remote image host', entries: settings.remoteImageHosts ?? [], placeholder: 'images.example.com',
      editable: can('settings.edit'),
      hint: 'List only hosts that you trust: whoever may change an image’s src chooses what your server asks them for. '
        + '*.example.com covers subdomains, never example.com itself. Redirects must lead to a listed host too.',
      none: 'No hosts: remote images are off, and a render with one is refused with 422.', save: (entries) => patch('settings', { remoteImageHosts: entries }),
      name: 'remoteImageHosts', saveWords: 'Save image hosts',
    }));
}

function hostSetting(settings) {
  const node = setting('Allowed Hosts',
    'Which sites may embed your image URLs. The check uses the Referer and Origin headers: it stops hotlinking, it is not authentication.',
    hostList({
      label: 'Allowed host', entries: settings.allowedHosts, placeholder: 'example.com', editable: can('settings.edit'),
      name: 'allowedHosts', saveWords: 'Save',
      none: 'No hosts yet: every request with a GET key is refused with 403.',
      save: (entries) => patch('settings', { allowedHosts: entries }),
      hint: 'Add every domain: example.com, app.example.com, staging.example.com. *.example.com covers subdomains, never example.com itself.',
    }));
  node.id = 'hosts';
  return node;
}

export default function settingsPage(main, context) {
  const body = region(() => get('settings'), (settings) => {
    const secrets = ['owner', 'admin'].includes(role());
    return el('div.settings', hostSetting(settings),
      setting('Why 403?',
        'Paste the address of a page and of the image on it, and see which check fails and what to change.',
        hostTester()),
      cacheSetting(settings), limitSetting(settings),
      remoteSetting(settings), masterSetting(settings),
      secrets && setting('Signing secret',
        'Signed URLs work where no Referer is sent: in mail, crawlers and messengers. The secret signs them; keep it on your server.', signingSecrets(context)),
      nameSetting());
  }, { rows: 6 });
  let mine = 0;
  main.addEventListener('submit', () => { mine = Date.now(); }, true);
  listen(['settings'], context, (event) => {
    if (event.action === 'update' && Date.now() - mine > 3000) toast('Settings were changed by somebody else. Reload the page to see them.',
      'info');
  });
  main.append(pageHead('Settings',
    can('settings.edit') ? `How ${session.organization.name} works.`
      : 'You can look at these; an Owner or Admin can change them.'), body.node);
  if (context.hash === 'hosts') requestAnimationFrame(() => document.getElementById('hosts')?.scrollIntoView());
}
