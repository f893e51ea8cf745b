import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { gate } from '../parts/gate.js';
import { post } from '../parts/api.js';
import { field, form, password } from '../parts/form.js';

/** A new password by a one-time link. */
export default function reset(main, context) {
  const node = form({}, async (values) => {
    await post('/password-resets/complete', { token: context.hash, ...values });
    gate(main, 'Password changed', 'All sessions have ended. Sign in with the new password.',
      el('div.notice.good', { role: 'status' }, icon('check'), 'Your new password is set.'),
      el('a.button.primary.wide', { href: '/signin' }, 'Sign in'));
  }, field('New password', password({ autocomplete: 'new-password', autofocus: true }),
  { name: 'password', hint: 'At least 10 characters. A few words work well.' }));
  node.append(el('button.button.primary.wide', { type: 'submit' }, 'Set password'));
  gate(main, 'Choose a new password', 'The link works once and for one hour.', node);
}
