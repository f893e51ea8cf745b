import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { all, post, remove } from '../parts/api.js';
import { badge, empty, pageHead, region, table } from '../parts/states.js';
import { confirmDialog } from '../parts/dialog.js';
import { can, isOwn, session } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { segments } from '../parts/form.js';
import { toast } from '../parts/toast.js';
import { ago, date, keyTypes, time } from '../parts/words.js';
import { createKey, rotateKey } from './key-dialogs.js';

const isLive = (key) => key.status !== 'revoked' && key.status !== 'expired';

function status(key) {
  if (key.status === 'revoked') return badge('Revoked', 'bad');
  if (key.status === 'expired') return badge('Expired', 'plain');
  if (key.status === 'expiring') return badge(`Expires ${ago(key.expiresAt)}`, 'warn');
  return badge('Active', 'good');
}

function detail(key) {
  if (key.status === 'revoked') return `Revoked ${ago(key.revokedAt)}${key.revokedBy?.name ? ` by ${key.revokedBy.name}` : ''}`;
  const scope = key.templates?.length ? key.templates.map((one) => one.name ?? one.slug).join(', ') : '';
  const expiry = key.expiresAt && key.status === 'active' ? `Expires ${date(key.expiresAt)}` : '';
  return [scope, expiry].filter(Boolean).join(' · ');
}

function nameCell(key) {
  return el('div.cell-title', el('strong.name', key.name), detail(key) && el('span.quiet', detail(key)),
    key.hint && el('span.badge.warn.hint-leak', { title: key.hint }, icon('warning'), el('span', key.hint)));
}

/** A browser that has a picture of an image URL shows it without asking. */
const KEPT = ' Browsers that have loaded a picture already may show it for an hour more, a CDN for a week.';

async function revoke(key, refresh) {
  const done = await confirmDialog({
    title: `Revoke “${key.name}”?`,
    intro: 'Requests with this key are answered 401 from this moment on. This cannot be undone; the key stays in the list as a record.'
      + (key.type === 'get' ? KEPT : ''),
    body: el('div.notice', el('code', `${key.prefix}…`),
      el('span.quiet', key.lastUsedAt ? `last used ${ago(key.lastUsedAt)}` : 'never used')),
    action: 'Revoke', act: () => post(`keys/${key.id}/revoke`),
  });
  if (done) { toast(`“${key.name}” is revoked`); refresh(); }
}

async function erase(key, refresh) {
  const done = await confirmDialog({
    title: `Delete “${key.name}”?`,
    intro: 'The key and all its render records are removed for good. The activity log keeps that it was deleted.',
    action: 'Delete', act: () => remove(`keys/${key.id}`),
  });
  if (done) { toast(`“${key.name}” is deleted`); refresh(); }
}

function rowActions(key, refresh) {
  if (!can('keys.all') && !isOwn(key)) return el('span');
  if (key.status === 'revoked') {
    return el('div.row', el('button.button.compact',
      { type: 'button', onclick: () => erase(key, refresh), 'aria-label': `Delete ${key.name}` }, 'Delete'));
  }
  return el('div.row',
    isLive(key) && el('button.button.compact.plain',
      { type: 'button', onclick: () => rotateKey(key, refresh), 'aria-label': `Rotate ${key.name}` }, 'Rotate'),
    el('button.button.compact',
      { type: 'button', onclick: () => revoke(key, refresh), 'aria-label': `Revoke ${key.name}` }, 'Revoke'));
}

function keyTable(keys, refresh) {
  return table('API keys', [
    { title: 'Name', cell: nameCell },
    { title: 'Key', cell: (key) => el('code', `${key.prefix}…`) },
    { title: 'Type', cell: (key) => el('span.nowrap', keyTypes[key.type]?.title ?? key.type) },
    { title: 'Status', cell: status },
    { title: 'Last used', cell: (key) => time(key.lastUsedAt, 'Never') },
    { title: 'Created', cell: (key) => el('div.cell-title', time(key.createdAt),
      can('keys.all') && el('span.quiet.nowrap', key.createdBy?.name ?? '')) },
    { title: 'Actions', hidden: true, end: true, cell: (key) => rowActions(key, refresh) },
  ], keys, { rowClass: (key) => (isLive(key) ? '' : 'faded') });
}

/** What another browser did, said aloud. */
function announce(event, keys) {
  const key = keys.find((one) => one.id === event.id);
  if (event.kind !== 'key' || !key) return;
  if (event.action === 'revoke' && key.status !== 'revoked') toast(`“${key.name}” was revoked just now`, 'info');
  if (event.action === 'delete') toast(`“${key.name}” was deleted`, 'info');
}

export default function keysPage(main, context) {
  if (!can('keys.create')) {
    main.append(pageHead('API Keys'), empty('keys', 'Viewers have no API keys',
      'API keys let applications make pictures. Ask an Owner or Admin for the User role if you need one.'));
    return;
  }
  let filter = '';
  let known = [];
  const create = () => createKey(() => list.refresh());
  const list = region(async () => {
    known = await all('keys');
    return known;
  }, (keys) => {
    if (!keys.length) {
      return empty('keys', 'No API keys yet',
        'Every render request carries a key. Create one for each service, so that you can revoke it alone.',
        el('button.button', { type: 'button', onclick: create }, 'Create your first key'));
    }
    const shown = keys.filter((key) => !filter || (filter === 'live') === isLive(key));
    return el('div.stack', el('div',
      segments('Show', [['', 'All'], ['live', 'Active'], ['ended', 'Revoked']], filter,
        (value) => { filter = value; list.refresh(); })),
      shown.length ? keyTable(shown, () => list.refresh()) : el('p.quiet', 'No key of this kind.'));
  });
  listen(['key'], context, (event) => { announce(event, known); list.refresh(); });
  main.append(pageHead('API Keys',
    can('keys.all') ? `All keys of ${session.organization.name}. A key is shown in full only once, when it is created.`
    : 'The keys that you created. A key is shown in full only once, when it is created.',
  el('button.button.primary', { type: 'button', onclick: create }, icon('plus'), 'Create API Key')), list.node);
}
