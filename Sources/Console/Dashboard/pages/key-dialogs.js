import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { all, get, list, post } from '../parts/api.js';
import { codeBlock, copyLine } from '../parts/copy.js';
import { checkbox, field, form, input, radioCards, selectField, submitButton } from '../parts/form.js';
import { openDialog } from '../parts/dialog.js';
import { role, session } from '../parts/session.js';
import { keyTypes } from '../parts/words.js';

const EXPIRIES = [['', 'Never'], ['7', 'In 7 days'], ['30', 'In 30 days'], ['90', 'In 90 days'], ['365', 'In a year']];

/** The template edited last of those that the key reaches, with one of its texts: what is copied works as it stands. */
async function subject(key) {
  const { items } = await list('templates').catch(() => ({ items: [] }));
  const reached = key.templates?.length ? items.filter((one) => key.templates.some((other) => other.id === one.id))
    : items;
  const [template] = reached;
  const layers = template?.dynamicLayers?.filter((layer) => layer.type === 'text') ?? [];
  const layer = layers.find((one) => one.name === 'title') ?? layers[0];
  return { slug: template?.slug ?? 'social-card', layer: layer?.name ?? 'title' };
}

function example(key, { slug, layer }) {
  const server = session.publicURL;
  if (key.type === 'get') {
    const query = `apiKey=${key.key}&template=${slug}&${layer}.text=Hello+World`;
    return codeBlock('Embed a picture', `<img src="${server}/api/v1/render?${query}" />`, 'html');
  }
  return codeBlock('Draw a picture', [
    `curl -X POST ${server}/api/v1/renders/sync`, `  -H "Authorization: Bearer ${key.key}"`,
    '  -H "Content-Type: application/json"',
    `  -d '{"template":"${slug}","layers":{"${layer}":{"text":"Hello World"}}}'`, '  --output result.png',
  ].join(' \\\n'), 'sh');
}

/** Where a GET key answers today, and the way to more hosts; the dialog with the key stays. */
async function hostWords() {
  const hosts = (await get('settings').catch(() => ({}))).allowedHosts;
  const now = !hosts ? '' : hosts.length ? `Now these are ${hosts.join(', ')}. `
    : 'There is none yet, so each request is refused with 403. ';
  return el('p.quiet.small', `GET keys answer only to pages on your Allowed Hosts. ${now}`,
    el('a', { href: '/settings#hosts', target: '_blank' }, 'Open Settings in a new tab'));
}

/** The one time that a key is seen. When the dialog goes, so does the key: it is in no variable that outlives it. */
async function showKey(made, done) {
  const [used, words] = await Promise.all([subject(made), made.type === 'get' ? hostWords() : null]);
  const dialog = openDialog({
    title: `“${made.name}” is ready`,
    wide: true, dismissible: false, onclose: done,
    body: [
      el('div.notice.warn', { role: 'alert' }, icon('warning'),
        el('span', el('strong', 'Your full API key is shown only once. '),
        'Copy it now and store it securely, in an environment variable or a secrets manager. After you close this dialog only its prefix is visible.')),
      copyLine('Your new API key', made.key), example(made, used),
      words,
    ],
    actions: [el('button.button.primary', { type: 'button', onclick: () => dialog.close() }, 'I have stored it')],
  });
  dialog.node.querySelector('.copy').focus();
}

function templateChoice() {
  const box = el('div.stack', { hidden: true, role: 'group', 'aria-label': 'Templates of this key' });
  const choices = el('div.template-choices', el('p.quiet.small', 'Loading templates…'));
  box.append(field('Templates', el('div', choices),
    { name: 'templates', hint: 'The key reaches these and no others.' }));
  let loaded = false;
  return {
    node: box,
    async show(yes) {
      box.hidden = !yes;
      if (!yes || loaded) return;
      loaded = true;
      const templates = await all('templates').catch(() => []);
      fill(choices, templates.length
        ? templates.map((one) => checkbox(`${one.name} (${one.slug})`, { value: one.id, name: 'scope' }))
        : el('p.quiet.small', 'There are no templates yet. Make one first.'));
    },
  };
}

async function types() {
  const settings = await get('settings').catch(() => ({}));
  const mayMaster = (settings.masterKeyRoles ?? ['owner', 'admin', 'user']).includes(role());
  return ['master', 'project', 'read-only', 'get'].filter((type) => type !== 'master' || mayMaster)
    .map((value) => ({ value, title: keyTypes[value].title, mono: keyTypes[value].prefix,
      text: keyTypes[value].text }));
}

/** The five steps of the documentation: name, type, Create Key, and the key, once. */
export async function createKey(done) {
  const options = await types();
  const templates = templateChoice();
  const node = form({}, async (values, self) => {
    const scope = [...self.querySelectorAll('[name=scope]:checked')].map((box) => box.value);
    const made = await post('keys', {
      name: values.name, type: values.type, templates: values.type === 'project' ? scope : undefined,
      expiresInDays: values.expiresInDays ? Number(values.expiresInDays) : undefined,
    });
    dialog.close();
    await showKey(made, done);
  },
  field('Name', input({ required: true, maxlength: '200', autofocus: true, placeholder: 'Production Server' }),
    { name: 'name', hint: 'Say which service uses it: “Email Campaign Worker”, “Blog Image Embed”.' }),
  radioCards('Key type', 'type', options, options[0].value), templates.node,
  selectField('Expires', EXPIRIES, { name: 'expiresInDays', value: '' }));
  node.addEventListener('change',
    (event) => { if (event.target.name === 'type') templates.show(event.target.value === 'project'); });
  templates.show(options[0].value === 'project');
  const dialog = openDialog({
    title: 'Create API Key', body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      submitButton('Create Key', node)],
  });
}

/** A new key with the same name, type and scope; the old one ends after the chosen time. */
export function rotateKey(key, done) {
  const node = form({}, async (values) => {
    const made = await post(`keys/${key.id}/rotate`, values);
    dialog.close();
    await showKey({ name: key.name, type: key.type, templates: key.templates, ...made }, done);
  }, radioCards('The old key keeps working for', 'overlap', [
    { value: '0', title: 'No time', text: 'It ends now. For a key that has leaked.' },
    { value: '1h', title: 'One hour', text: 'Enough for one deployment.' },
    { value: '24h', title: 'One day', text: 'The usual choice.' },
    { value: '7d', title: 'One week', text: 'For keys that sit in many places.' },
  ], '24h'));
  const dialog = openDialog({
    title: `Rotate “${key.name}”`, intro: 'You get a new key with the same name, type and scope.', body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      submitButton('Rotate', node)],
  });
}
