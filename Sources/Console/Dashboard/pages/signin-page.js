import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { gate, issuerLink } from '../parts/gate.js';
import { get, post } from '../parts/api.js';
import { field, form, input, submitButton } from '../parts/form.js';
import { openDialog } from '../parts/dialog.js';
import { open } from '../parts/session.js';
import { navigate } from '../parts/router.js';

// Only our own pages: an address that came with a link must not lead elsewhere.
const ownPath = (path) => (path && /^\/(?![/\\])/.test(path) ? path : '/templates');

// Why the issuer let nobody in. The address holds one of these names, never words from outside.
const problems = {
  unreachable: (label) => `${label} cannot be reached right now. Try again in a moment.`,
  expired: () => 'That sign-in took too long, or was begun in another window. Try again.',
  denied: (label) => `${label} did not let you in, or you went back.`,
  invalid: (label) => `The answer of ${label} does not hold. If this stays, tell whoever runs this server.`,
  email: (label) => `${label} does not vouch for your e-mail address. Confirm it there first.`,
  unknown: () => 'Nobody has invited this e-mail address. Ask an Owner or Admin for an invitation, then try again.',
  other: (label) => `The account of this address is somebody else\u2019s at ${label}. Ask whoever runs this server.`,
  attempts: () => 'Too many attempts. Wait a quarter of an hour.',
  server: () => 'Something went wrong on this server. Try again.',
  address: () => 'This works at the server\u2019s public address only. Open the dashboard there.',
};

function forgotten(features, email) {
  if (!features.smtp) {
    openDialog({
      title: 'Reset your password',
      intro: 'This server sends no e-mail. Ask whoever runs it for a link; they get one with:',
      body: el('div.notice', el('code', `renderstack users reset-password ${email || 'you@example.com'}`)),
    });
    return;
  }
  const sent = el('div.notice.good', { hidden: true, role: 'status' }, icon('check'),
    'If that address has an account, a link is on its way. It works for one hour.');
  const node = form({}, async (values) => {
    await post('/password-resets', values);
    sent.hidden = false;
  }, field('E-mail', input({ type: 'email', required: true, value: email, autofocus: true, autocomplete: 'email' }),
  { name: 'email' }), sent);
  openDialog({ title: 'Reset your password', intro: 'We send you a link to choose a new one.', body: node,
    actions: [submitButton('Send link', node)] });
}

export default async function signin(main, context) {
  const features = await get('/features').catch(() => ({}));
  if (!context.isCurrent()) return;
  const email = input({ type: 'email', required: true, autocomplete: 'username', autofocus: true, inputmode: 'email' });
  const secret = input({ type: 'password', required: true, autocomplete: 'current-password' });
  const node = form({}, async (values) => {
    await open('/session', values);
    await navigate(ownPath(context.query.get('back')), { replace: true });
  }, field('E-mail', email, { name: 'email' }), field('Password', secret, { name: 'password' }));
  node.append(el('button.button.primary.wide', { type: 'submit' }, 'Sign in'));
  const label = features.oidcLabel ?? 'the issuer';
  if (features.oidc) node.append(el('div.or', 'or'), issuerLink(features, ownPath(context.query.get('back'))));
  const problem = Object.hasOwn(problems, context.query.get('problem') ?? '') ? context.query.get('problem') : null;
  gate(main, 'Sign in', 'Pictures from templates, on your own server.',
    problem && el('div.notice.bad', { role: 'alert' }, icon('warning'), problems[problem](label)),
    context.query.get('ended')
      && el('div.notice', { role: 'status' }, icon('info'), 'Your session has ended. Sign in to go on.'),
    features.setupNeeded && el('div.notice', icon('info'),
      el('span', 'This server has no owner yet. Open the one-time link that it printed when it started.')),
    node,
    el('p.gate-foot', el('button.link-button', { type: 'button', onclick: () => forgotten(features, email.value) },
      'Forgot your password?')));
}
