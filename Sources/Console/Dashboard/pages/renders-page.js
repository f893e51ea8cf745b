import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, get, list as page, send } from '../parts/api.js';
import { badge, empty, pageHead, pager, region, table } from '../parts/states.js';
import { openDialog } from '../parts/dialog.js';
import { codeBlock } from '../parts/copy.js';
import { can } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { input, field, selectField } from '../parts/form.js';
import { bytes, exact, milliseconds, time } from '../parts/words.js';
import { picture } from './templates-page.js';

function status(render) {
  if (render.status < 300) return badge(render.report ? `${render.status} with notes` : String(render.status),
    render.report ? 'warn' : 'good');
  return badge(`${render.status}${render.error ? ` ${render.error}` : ''}`, 'bad');
}

const size = (render) => (render.width ? `${render.width} × ${render.height}` : '—');
const keyName = (render) => render.key?.name ?? render.key?.prefix ?? render.keyName ?? render.key ?? '—';

function thumb(render) {
  if (render.status >= 300) return el('span.thumb', icon('warning'));
  return el('span.thumb', picture(address(`renders/${render.id}/thumbnail`), ''));
}

/** Draws the same request again, with the template as it is today. */
function replay(render) {
  const result = el('div.stack');
  const button = el('button.button', {
    type: 'button',
    onclick: async () => {
      button.classList.add('busy');
      try {
        const answer = await send('POST', `renders/${render.id}/replay`, { body: {} });
        const url = URL.createObjectURL(await answer.blob());
        const report = answer.headers.get('X-Render-Report');
        fill(result, el('h3', 'Drawn again just now'),
          el('div.big-picture', el('img', { src: url, alt: 'The picture, drawn again' })),
          report && el('div.notice.warn', icon('warning'), report));
      } catch (problem) {
        fill(result, el('div.notice.bad', { role: 'alert' }, icon('warning'), problem.message));
      }
      button.classList.remove('busy');
      result.scrollIntoView({ block: 'nearest' });
    },
  }, icon('rotate'), 'Replay');
  return { button, result };
}

function details(one) {
  const facts = [
    ['When', exact(one.createdAt)],
    ['Template', one.templateSlug ? `${one.templateSlug}${one.revision ? `, revision ${one.revision}` : ''}` : '—'],
    ['Key', keyName(one)], ['Output',
      one.format ? `${one.format.toUpperCase()}, ${size(one)}, ${bytes(one.byteCount)}` : '—'],
    ['Took', milliseconds(one.durationMilliseconds)], ['Render id', one.id],
  ];
  return el('dl.facts', facts.map(([name, value]) => [el('dt', name), el('dd', value)]));
}

function openRender(render) {
  const again = replay(render);
  const body = region(() => get(`renders/${render.id}`), (one) => el('div.stack',
    one.status < 300 && el('div.big-picture',
      picture(address(`renders/${one.id}/thumbnail`, { width: 1000 }), `The picture of ${one.templateSlug}`)),
    one.detail && el('div.notice.bad', icon('warning'), one.detail),
    one.report && el('div.notice.warn', icon('warning'), one.report),
    details(one), one.request && codeBlock('The request', JSON.stringify(one.request, null, 2), 'json'), again.result));
  openDialog({ title: `Render of ${render.templateSlug ?? 'an unknown template'}`, wide: true, body: body.node,
    actions: render.templateSlug ? [again.button] : [] });
}

function renderTable(renders) {
  return table('Renders', [
    { title: 'Picture', cell: (one) => el('button.thumb',
      { type: 'button', 'aria-label': `Open the render of ${one.templateSlug ?? 'an unknown template'} ${one.id}`,
        onclick: () => openRender(one) }, thumb(one).firstChild) },
    { title: 'Template', cell: (one) => el('div.cell-title', el('strong', one.templateSlug ?? '—'),
      el('span.quiet', one.source === 'get' ? 'Image URL' : 'API')) },
    { title: 'Status', cell: status },
    { title: 'Key', cell: keyName },
    { title: 'Size', cell: (one) => el('div.cell-title', el('span', size(one)),
      one.width && el('span.quiet', bytes(one.byteCount))) },
    { title: 'Took', cell: (one) => milliseconds(one.durationMilliseconds) },
    { title: 'When', cell: (one) => time(one.createdAt) },
  ], renders);
}

async function filters(changed, query) {
  const [templates, keys] = await Promise.all([all('templates').catch(() => []),
    can('keys.create') ? all('keys').catch(() => []) : []]);
  const set = (event) => { changed(event.target.name, event.target.value); };
  const start = (event) => changed('from',
    event.target.value ? new Date(`${event.target.value}T00:00`).toISOString() : '');
  const end = (event) => changed('to',
    event.target.value ? new Date(`${event.target.value}T23:59:59`).toISOString() : '');
  return el('div.filters', { role: 'group', 'aria-label': 'Filters' },
    selectField('Template', [['', 'All'], ...templates.map((one) => [one.id, one.name])],
      { name: 'template', value: query.template ?? '', onchange: set }),
    keys.length > 0 && selectField('Key', [['', 'All'], ...keys.map((one) => [one.id, one.name])],
      { name: 'key', value: query.key ?? '', onchange: set }),
    selectField('Status', [['', 'All'], ['200', '200 Painted'], ['400', '400 Bad request'], ['401', '401 Key refused'],
      ['403', '403 Forbidden'], ['404', '404 Not found'], ['422', '422 Cannot be drawn'], ['503', '503 Overloaded']],
      { name: 'status', value: '', onchange: set }),
    field('From', input({ type: 'date', onchange: start })), field('To', input({ type: 'date', onchange: end })));
}

export default async function rendersPage(main, context) {
  const query = Object.fromEntries(['template', 'key',
    'status'].map((name) => [name, context.query.get(name) ?? undefined]));
  let items = [];
  const draw = ({ items: rows, next }) => {
    if (!rows.length) {
      return Object.values(query).some(Boolean) ? empty('search', 'Nothing matches', 'No render fits these filters.')
        : empty('renders', 'No renders yet',
          can('keys.create')
            ? 'Each picture that a key asks for appears here, with the request that made it. Open a template’s playground to make the first.'
          : 'Renders of your own keys appear here.', el('a.button', { href: '/templates' }, 'To the templates'));
    }
    return el('div', renderTable(rows), pager(next, async (cursor) => {
      const more = await page('renders', { ...query, cursor });
      items = [...items, ...more.items];
      fill(list.node, draw({ items, next: more.next }));
    }));
  };
  const list = region(async () => { const first = await page('renders', query); items = first.items; return first; },
    draw, { rows: 6 });
  main.append(pageHead('Renders',
    can('renders.all') ? 'Every picture that was painted or refused, newest first.'
      : 'Pictures made with your keys, newest first.'),
    await filters((name, value) => { query[name] = value || undefined; list.refresh(); }, query), list.node);
  let waiting = null;
  context.onLeave(() => clearTimeout(waiting));
  listen(['render'], context, () => {
    if (items.length > 50) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => list.refresh(), 400);
  });
}
