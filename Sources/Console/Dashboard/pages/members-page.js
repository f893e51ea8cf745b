import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { all, patch, post, remove } from '../parts/api.js';
import { avatar, badge, pageHead, region, table } from '../parts/states.js';
import { confirmDialog, openDialog } from '../parts/dialog.js';
import { copyLine } from '../parts/copy.js';
import { moreButton } from '../parts/menu.js';
import { can, load, role, session } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { field, form, input, radioCards, selectField, submitButton } from '../parts/form.js';
import { navigate } from '../parts/router.js';
import { toast } from '../parts/toast.js';
import { ago, plural, roleNames, roleTexts, time } from '../parts/words.js';

const roleCards = ['admin', 'user',
  'viewer'].map((value) => ({ value, title: roleNames[value], text: roleTexts[value] }));

function invite(refresh) {
  const node = form({}, async (values) => {
    const made = await post('invitations', values);
    dialog.close();
    refresh();
    const shown = openDialog({
      title: 'Pass on this link',
      intro: `It lets ${values.email} join as ${roleNames[values.role]}. It works once, until ${ago(made.expiresAt)}, and is shown only now.`,
      body: [copyLine('Invitation link', made.link),
        session.features.smtp && el('p.quiet.small', `We have also sent it to ${values.email}.`)],
      actions: [el('button.button.primary', { type: 'button', onclick: () => shown.close() }, 'Done')],
    });
  }, field('E-mail', input({ type: 'email', required: true, autofocus: true, placeholder: 'name@example.com' }),
  { name: 'email' }),
  radioCards('Role', 'role', roleCards, 'user'));
  const dialog = openDialog({
    title: 'Invite a member', body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      submitButton('Create invitation', node)],
  });
}

function changeRole(member, refresh) {
  const node = form({}, async (values) => {
    await patch(`members/${member.id}`, values);
    dialog.close();
    toast(`${member.name} is now ${roleNames[values.role]}`);
    refresh();
  }, radioCards('Role', 'role', roleCards, member.role));
  const dialog = openDialog({ title: `Role of ${member.name}`, body: node,
    actions: [submitButton('Save role', node)] });
}

/** Removing someone, or leaving: what becomes of their keys is asked where there are any. */
function removeMember(member, refresh) {
  const self = member.id === session.person.id;
  const keys = member.keys ?? 0;
  const node = form({}, async (values) => {
    await remove(`members/${member.id}`, { keys: values.keys });
    dialog.close();
    if (!self) { toast(`${member.name} was removed`); refresh(); return; }
    await load();
    navigate('/templates');
  }, keys > 0 && radioCards(`${self ? 'Your' : 'Their'} ${plural(keys, 'API key')}`, 'keys', [
    { value: 'transfer', title: 'Hand to the Owner', text: 'They keep working, and the Owner looks after them.' },
    { value: 'revoke', title: 'Revoke', text: 'Requests with them are refused from this moment on.' },
  ], 'transfer'));
  const words = self ? 'Leave organization' : 'Remove member';
  const dialog = openDialog({
    title: self ? `Leave ${session.organization.name}?` : `Remove ${member.name}?`,
    intro: self ? 'You lose access at once. Somebody has to invite you to come back.'
      : 'They lose access at once. What they made stays.',
    body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      el('button.button.danger', { type: 'submit', form: node.id }, words)],
  });
}

function transfer(members) {
  const others = members.filter((one) => one.role !== 'owner');
  if (!others.length) {
    toast('There is nobody else yet. Invite the new Owner first.', 'info');
    return;
  }
  const node = form({}, async (values) => {
    await post('transfer', values);
    dialog.close();
    await load();
    toast('Ownership was transferred. You are an Admin now.');
    navigate('/members');
  }, selectField('New Owner', others.map((one) => [one.id, `${one.name} (${one.email})`]), { name: 'to' }),
  session.hasPassword
    ? field('Your password', input({ type: 'password', required: true, autocomplete: 'current-password' }),
      { name: 'password', hint: 'To be sure that it is you.' })
    : el('p.quiet.small', 'To be sure that it is you, this works within ten minutes of signing in.'));
  const dialog = openDialog({
    title: 'Transfer ownership',
    intro: 'There is exactly one Owner. You become an Admin, and only the new Owner can give it back.', body: node,
    actions: [el('button.button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
      el('button.button.danger', { type: 'submit', form: node.id }, 'Transfer ownership')],
  });
}

function actions(member, refresh) {
  const self = member.id === session.person.id;
  if (member.role === 'owner' || (!can('members.edit') && !self)) return el('span');
  return el('div.row', moreButton(`Actions for ${member.name}`, () => [
    can('members.edit') && { label: 'Change role…', icon: 'person', act: () => changeRole(member, refresh) },
    { label: self ? 'Leave organization…' : 'Remove…', icon: 'signout', danger: true,
      act: () => removeMember(member, refresh) },
  ]));
}

function memberTable(members, refresh) {
  return table('Members', [
    { title: 'Name', cell: (one) => el('div.person', avatar(one.name), el('div.cell-title',
      el('strong', one.name, one.id === session.person.id ? el('span.quiet', ' (you)') : null),
      el('span.quiet', one.email))) },
    { title: 'Role', cell: (one) => badge(roleNames[one.role], one.role === 'owner' ? 'accent' : 'plain') },
    { title: 'API keys', cell: (one) => el('span.number', one.keys ?? '—') },
    { title: 'Last seen', cell: (one) => time(one.lastSeenAt, 'Never') },
    { title: 'Joined', cell: (one) => time(one.joinedAt) },
    { title: 'Actions', hidden: true, end: true, cell: (one) => actions(one, refresh) },
  ], members);
}

function invitationTable(invitations, refresh) {
  if (!invitations.length) return el('p.quiet', 'No open invitations.');
  const withdraw = async (one) => {
    const done = await confirmDialog({
      title: 'Withdraw this invitation?', intro: `The link for ${one.email} stops working.`, action: 'Withdraw',
      act: () => remove(`invitations/${one.id}`),
    });
    if (done) { toast('Invitation withdrawn'); refresh(); }
  };
  return table('Invitations', [
    { title: 'E-mail', cell: (one) => el('strong', one.email) },
    { title: 'Role', cell: (one) => badge(roleNames[one.role]) },
    { title: 'Expires', cell: (one) => time(one.expiresAt) },
    { title: 'Actions', hidden: true, end: true, cell: (one) => el('div.row', el('button.button.compact', {
      type: 'button', onclick: () => withdraw(one), 'aria-label': `Withdraw the invitation of ${one.email}`,
    }, 'Withdraw')) },
  ], invitations);
}

export default function membersPage(main, context) {
  let known = [];
  const members = region(async () => { known = await all('members'); return known; },
    (items) => memberTable(items, refresh), { rows: 3 });
  const invitations = can('members.edit')
    && region(() => all('invitations'), (items) => invitationTable(items, refresh), { rows: 1 });
  function refresh() {
    members.refresh();
    if (invitations) invitations.refresh();
  }
  listen(['member'], context, refresh);
  main.append(pageHead('Members',
    can('members.edit') ? 'Who works in this organization, and what they may do.' : 'Your place in this organization.',
    role() === 'owner' && el('button.button', { type: 'button', onclick: () => transfer(known) }, 'Transfer ownership'),
    can('members.edit') && el('button.button.primary', { type: 'button', onclick: () => invite(refresh) }, icon('plus'),
      'Invite member')),
  el('section.section', members.node),
  ...(invitations ? [el('section.section', el('h2', 'Open invitations'), invitations.node)] : []));
}
