import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { gate } from '../parts/gate.js';
import { post } from '../parts/api.js';
import { field, form, input, password } from '../parts/form.js';
import { open } from '../parts/session.js';
import { navigate } from '../parts/router.js';
import { roleNames } from '../parts/words.js';

function invalid(main, problem) {
  const known = problem.status !== 0 && problem.status < 500;
  gate(main, known ? 'This invitation does not work' : 'No connection',
    known ? 'It was used already, was withdrawn, or is older than seven days. Ask for a new link.' : problem.message,
    el('a.button.wide', { href: '/signin' }, 'Go to sign-in'));
}

/** An invitation: a new person chooses name and password, one who has an account gives its password. */
export default async function invite(main, context) {
  let invitation;
  try {
    invitation = await post('/invitations/look', { token: context.hash });
  } catch (problem) {
    invalid(main, problem);
    return;
  }
  if (!context.isCurrent()) return;
  const node = form({}, async ({ email, ...values }) => {
    await open('/invitations/accept', { token: context.hash, ...values });
    await navigate('/templates', { replace: true });
  },
  field('E-mail', input({ type: 'email', value: invitation.email, readOnly: true, autocomplete: 'username' }),
    { name: 'email' }),
  invitation.hasAccount ? null
    : field('Your name', input({ required: true, maxlength: '200', autocomplete: 'name', autofocus: true }),
      { name: 'name' }),
  invitation.hasAccount
    ? field('Password', input({ type: 'password', required: true, autocomplete: 'current-password', autofocus: true }),
      { name: 'password', hint: 'The password of your existing account.' })
    : field('Password', password({ autocomplete: 'new-password' }),
      { name: 'password', hint: 'At least 12 characters.' }));
  node.append(el('button.button.primary.wide', { type: 'submit' }, 'Join'));
  gate(main, `Join ${invitation.organization.name}`,
    `You were invited as ${roleNames[invitation.role] ?? invitation.role}.`,
    context.query.get('ended') && el('div.notice', icon('info'), 'Sign in first.'), node);
}
