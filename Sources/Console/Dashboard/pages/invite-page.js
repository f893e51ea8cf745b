import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { gate, issuerLink } from '../parts/gate.js';
import { get, post } from '../parts/api.js';
import { field, form, input, password } from '../parts/form.js';
import { load, open } from '../parts/session.js';
import { navigate } from '../parts/router.js';
import { roleNames } from '../parts/words.js';

function invalid(main, problem) {
  const known = problem.status !== 0 && problem.status < 500;
  gate(main, known ? 'This invitation does not work' : 'No connection',
    known ? 'It was used already, was withdrawn, or is older than seven days. Ask for a new link.' : problem.message,
    el('a.button.wide', { href: '/signin' }, 'Go to sign-in'));
}

// The token of a link while its owner is away at the issuer: of this tab alone, and never in a URL that a server sees.
const KEPT = 'invitation';

function credentials(invitation, isHere) {
  if (isHere) return [];
  if (invitation.hasAccount) {
    return [field('Password',
      input({ type: 'password', required: true, autocomplete: 'current-password', autofocus: true }),
      { name: 'password', hint: 'The password of your existing account.' })];
  }
  return [
    field('Your name', input({ required: true, maxlength: '200', autocomplete: 'name', autofocus: true }),
      { name: 'name' }),
    field('Password', password({ autocomplete: 'new-password' }),
      { name: 'password', hint: 'At least 10 characters.' }),
  ];
}

/** An invitation: a new person chooses name and password, one who has an account shows that it is theirs. */
export default async function invite(main, context) {
  const token = context.hash || sessionStorage.getItem(KEPT);
  let invitation;
  try {
    invitation = await post('/invitations/look', { token });
  } catch (problem) {
    invalid(main, problem);
    return;
  }
  const features = await get('/features').catch(() => ({}));
  const isHere = !context.hash && (await load())?.person.email === invitation.email;
  if (!context.isCurrent()) return;
  const node = form({}, async ({ email, ...values }) => {
    await open('/invitations/accept', { token, ...values });
    sessionStorage.removeItem(KEPT);
    await navigate('/templates', { replace: true });
  },
  field('E-mail', input({ type: 'email', value: invitation.email, readOnly: true, autocomplete: 'username' }),
    { name: 'email' }),
  credentials(invitation, isHere));
  node.append(el('button.button.primary.wide', { type: 'submit' }, 'Join'));
  if (features.oidc && !isHere) {
    // Somebody new is let in by the invitation itself; one who has an account comes back and joins.
    const link = issuerLink(features, invitation.hasAccount ? '/invite' : '/templates');
    link.addEventListener('click', () => { if (invitation.hasAccount) sessionStorage.setItem(KEPT, token); });
    node.append(el('div.or', 'or'), link);
  }
  gate(main, `Join ${invitation.organization.name}`,
    `You were invited as ${roleNames[invitation.role] ?? invitation.role}.`,
    context.query.get('ended') && el('div.notice', icon('info'), 'Sign in first.'), node);
}
