import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, list as page } from '../parts/api.js';
import { avatar, empty, pageHead, pager, region, table } from '../parts/states.js';
import { can } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { field, input, selectField } from '../parts/form.js';
import { time } from '../parts/words.js';

const ACTIONS = [
  'key.create', 'key.rotate', 'key.revoke', 'key.delete', 'key.transfer', 'template.create', 'template.update',
  'template.delete', 'template.restore',
  'asset.create', 'asset.delete', 'settings.update', 'secret.rotate', 'secret.delete',
  'invitation.create', 'invitation.delete',
  'member.join', 'member.role', 'member.remove', 'member.leave', 'ownership.transfer', 'organization.create',
  'organization.rename',
  'session.open', 'session.close-all', 'password.change', 'password.reset', 'identity.link', 'identity.unlink',
];
const PAST = {
  create: 'created', rotate: 'rotated', revoke: 'revoked', delete: 'deleted', transfer: 'handed over',
  update: 'changed', restore: 'restored',
  join: 'joined', role: 'role changed', remove: 'removed', leave: 'left', rename: 'renamed', change: 'changed',
  reset: 'reset', replace: 'replaced', link: 'linked', unlink: 'unlinked',
};
const WHOLE = { 'session.open': 'Signed in', 'session.close': 'Signed out',
  'session.close-all': 'Signed out everywhere', 'ownership.transfer': 'Ownership transferred' };

/** `key.revoke` as people say it: "Key revoked". */
function sentence(action) {
  if (WHOLE[action]) return WHOLE[action];
  const [object, verb = ''] = action.split('.');
  const words = `${object.replaceAll('-', ' ')} ${PAST[verb] ?? verb.replaceAll('-', ' ')}`;
  return words[0].toUpperCase() + words.slice(1);
}

function details(detail) {
  if (!detail) return null;
  if (typeof detail === 'string') return detail;
  return Object.entries(detail).map(([name,
    value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`).join(', ');
}

function activityTable(entries) {
  return table('Activity', [
    { title: 'Who', cell: (one) => el('div.person', avatar(one.actor?.name ?? '·'),
      el('span', one.actor?.name ?? 'The system')) },
    { title: 'What', cell: (one) => el('div.cell-title', el('strong', sentence(one.action)),
      details(one.detail) && el('span.quiet', details(one.detail))) },
    { title: 'Object', cell: (one) => (one.object
      ? el('div.cell-title', el('span', one.object.name ?? one.object.id), el('span.quiet', one.object.type)) : '—') },
    { title: 'From', cell: (one) => el('code', one.address ?? '—') },
    { title: 'When', cell: (one) => time(one.at) },
  ], entries);
}

export default async function activityPage(main, context) {
  const query = {};
  let items = [];
  const csv = el('a.button', { download: 'activity.csv' }, icon('down'), 'Export CSV');
  const draw = ({ items: rows, next }) => {
    csv.href = address('activity.csv', query);
    if (!rows.length) return empty('activity',
      Object.values(query).some(Boolean) ? 'Nothing matches' : 'Nothing has happened yet',
      'Who did what, when, and from where. Keys and passwords never appear here.');
    return el('div', activityTable(rows), pager(next, async (cursor) => {
      const more = await page('activity', { ...query, cursor });
      items = [...items, ...more.items];
      fill(list.node, draw({ items, next: more.next }));
    }));
  };
  const list = region(async () => { const first = await page('activity', query); items = first.items; return first; },
    draw, { rows: 6 });
  const change = (name, value) => { query[name] = value || undefined; list.refresh(); };
  const set = (event) => change(event.target.name, event.target.value);
  const members = can('members.edit') ? await all('members').catch(() => []) : [];
  main.append(pageHead('Activity',
    can('keys.all') ? 'Who did what, when, and from where.' : 'What you did, when, and from where.', csv),
    el('div.filters', { role: 'group', 'aria-label': 'Filters' },
      members.length > 1 && selectField('Who', [['', 'Everybody'], ...members.map((one) => [one.id, one.name])],
        { name: 'actor', onchange: set, value: '' }),
      selectField('What', [['', 'Everything'], ...ACTIONS.map((one) => [one, sentence(one)])],
        { name: 'action', onchange: set, value: '' }),
      field('From', input({ type: 'date',
        onchange: (event) => change('from',
          event.target.value && new Date(`${event.target.value}T00:00`).toISOString()) })),
      field('To', input({ type: 'date',
        onchange: (event) => change('to',
          event.target.value && new Date(`${event.target.value}T23:59:59`).toISOString()) }))),
    list.node);
  listen(['key', 'template', 'asset', 'member', 'settings'], context,
    () => { if (items.length <= 50) list.refresh(); });
}
