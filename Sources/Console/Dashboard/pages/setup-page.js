import { el } from '../parts/element.js';
import { get } from '../parts/api.js';
import { gate } from '../parts/gate.js';
import { field, form, input, password } from '../parts/form.js';
import { open } from '../parts/session.js';
import { navigate } from '../parts/router.js';

/** The first Owner, by the link that the server printed. */
export default async function setup(main, context) {
  const features = await get('/features').catch(() => ({}));
  if (!context.isCurrent()) return;
  if (features.setupNeeded === false) {
    gate(main, 'This server has its Owner', 'The link was used already. Sign in, or ask the Owner for an invitation.',
      el('a.button.wide', { href: '/signin' }, 'Go to sign-in'));
    return;
  }
  const node = form({}, async (values) => {
    await open('/setup', { token: context.hash, ...values });
    await navigate('/templates', { replace: true });
  },
  field('Your name', input({ required: true, maxlength: '200', autocomplete: 'name', autofocus: true }),
    { name: 'name' }),
  field('E-mail', input({ type: 'email', required: true, autocomplete: 'username' }), { name: 'email' }),
  field('Password', password({ autocomplete: 'new-password' }),
    { name: 'password', hint: 'At least 10 characters. A few words work well.' }));
  node.append(el('button.button.primary.wide', { type: 'submit' }, 'Create owner account'));
  gate(main, 'Welcome to RenderStack', 'You are the first one here: this account will own the server’s organization.',
    node);
}
