import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { all, post, remove } from '../parts/api.js';
import { badge, region, table } from '../parts/states.js';
import { confirmDialog, openDialog } from '../parts/dialog.js';
import { copyLine } from '../parts/copy.js';
import { listen } from '../parts/events.js';
import { form, radioCards, submitButton } from '../parts/form.js';
import { toast } from '../parts/toast.js';
import { time } from '../parts/words.js';

function show(secret, done) {
  const dialog = openDialog({
    title: 'The new signing secret', dismissible: false, onclose: done,
    body: [el('div.notice.warn', { role: 'alert' }, icon('warning'),
      'It is shown only once. Store it on the server that signs your URLs.'), copyLine('Signing secret', secret)],
    actions: [el('button.button.primary', { type: 'button', onclick: () => dialog.close() }, 'I have stored it')],
  });
}

function rotate(done) {
  const node = form({}, async (values) => {
    const made = await post('signing-secrets', values);
    dialog.close();
    show(made.secret ?? made.value, done);
  }, radioCards('URLs signed with the old secret keep working for', 'overlap', [
    { value: '0', title: 'No time', text: 'For a secret that has leaked.' },
    { value: '1h', title: 'One hour', text: '' },
    { value: '24h', title: 'One day', text: 'The usual choice.' }, { value: '7d', title: 'One week', text: '' }],
    '24h'));
  const dialog = openDialog({
    title: 'Rotate the signing secret', body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      submitButton('Rotate', node)],
  });
}

export function signingSecrets(context) {
  const refresh = () => list.refresh();
  const create = async () => {
    try {
      const made = await post('signing-secrets', { overlap: '0' });
      show(made.secret ?? made.value, refresh);
    } catch (problem) {
      toast(problem.message, 'error');
    }
  };
  const erase = async (one) => {
    const done = await confirmDialog({
      title: 'Delete this secret?', intro: 'Every URL that was signed with it is refused from now on.',
      action: 'Delete secret', act: () => remove(`signing-secrets/${one.id}`),
    });
    if (done) { toast('The secret is deleted'); refresh(); }
  };
  const list = region(() => all('signing-secrets'), (secrets) => {
    if (!secrets.length) return el('div.actions',
      el('button.button', { type: 'button', onclick: create }, 'Create signing secret'));
    return el('div.stack', table('Signing secrets', [
      { title: 'Secret', cell: (one) => el('code', one.id) },
      { title: 'State', cell: (one) => (one.current ? badge('Current', 'good')
        : el('span', badge('Ends', 'warn'), ' ', time(one.expiresAt))) },
      { title: 'Created', cell: (one) => time(one.createdAt) },
      { title: 'Actions', hidden: true, end: true,
        cell: (one) => el('div.row',
          el('button.button.compact',
            { type: 'button', 'aria-label': `Delete secret ${one.id}`, onclick: () => erase(one) }, 'Delete')) },
    ], secrets), el('div.actions',
    el('button.button', { type: 'button', onclick: () => rotate(refresh) }, icon('rotate'), 'Rotate')));
  }, { rows: 1 });
  listen(['settings'], context, refresh);
  return list.node;
}
