import { el, fill } from './element.js';
import { icon } from './icons.js';
import { sentence } from './words.js';

/** The head of a page: its title, one line about it, its actions. */
export function pageHead(title, intro, ...actions) {
  document.title = `${title} · RenderStack`;
  return el('header.page-head', el('div', el('h1', { tabindex: '-1' }, title), intro && el('p.quiet', intro)),
    actions.some(Boolean) ? el('div.actions', actions) : null);
}

/** Nothing here yet: what this is for and how to begin. */
export function empty(name, title, text, ...actions) {
  return el('div.empty', el('div.empty-icon', icon(name)), el('h2', title), el('p.quiet', text),
    actions.length ? el('div.actions', actions) : null);
}

/** Grey lines where rows will be. */
export function skeleton(rows = 4, kind = 'row') {
  return el(`div.skeletons.${kind}s`, { 'aria-hidden': 'true' },
    Array.from({ length: rows }, () => el('div.skeleton')));
}

/** Neither an answer nor the page's own module came. */
const isOffline = (problem) => problem.status === 0
  || (problem instanceof TypeError && /module/.test(problem.message));

/** What went wrong and a way on. */
export function failure(problem, again) {
  return el('div.failure', { role: 'alert' }, icon('warning'),
    el('div', el('strong', isOffline(problem) ? 'No connection' : 'This could not be loaded'),
      el('p', isOffline(problem) ? 'The server cannot be reached. Check that it runs, then try again.'
        : sentence(problem.message)),
      problem.request && el('p.quiet.small', `Request ${problem.request}`)),
    again && el('button.button', { type: 'button', onclick: again }, 'Try again'));
}

/**
 * A part of a page that is read from the server: grey lines first, then what `draw` makes of the data, or the failure.
 * Gives the node and `refresh`, which reads again without showing the grey lines.
 */
export function region(read, draw, { rows = 4, kind } = {}) {
  const node = el('div.region', { 'aria-busy': 'true' }, skeleton(rows, kind));
  let turn = 0;
  async function refresh() {
    turn += 1;
    const mine = turn;
    try {
      const data = await read();
      if (mine === turn) fill(node, draw(data));
    } catch (problem) {
      if (problem.name !== 'AbortError' && mine === turn) {
        fill(node, failure(problem, () => { fill(node, skeleton(rows, kind)); refresh(); }));
      }
    }
    if (mine === turn) node.removeAttribute('aria-busy');
  }
  refresh();
  return { node, refresh };
}

export function badge(text, tone = 'plain') {
  return el(`span.badge.${tone}`, text);
}

export function avatar(name) {
  const letters = (name || '?').trim().split(/\s+/).map((word) => [...word][0]).slice(0, 2).join('').toUpperCase();
  return el('span.avatar', { 'aria-hidden': 'true' }, letters);
}

/** A table that becomes cards on narrow screens; each cell knows its column's name. */
export function table(label, columns, rows, { rowClass } = {}) {
  return el('div.table-frame', el('table.table', { 'aria-label': label },
    el('thead', el('tr', columns.map((column) => el(`th${column.end ? '.end' : ''}`, { scope: 'col' },
      column.hidden ? el('span.spoken', column.title) : column.title)))),
    el('tbody', rows.map((row) => el('tr', { class: rowClass?.(row) || undefined, data: row.id ? { id: row.id } : {} },
      columns.map((column) => el(`td${column.end ? '.end' : ''}${column.hidden ? '.bare' : ''}`,
        { 'data-title': column.title }, column.cell(row))))))));
}

/** A list that grows: rows of a first page and a button for the next. */
export function pager(next, more) {
  if (!next) return null;
  const button = el('button.button', {
    type: 'button', onclick: async () => { button.disabled = true; button.classList.add('busy'); await more(next); },
  }, 'Show more');
  return el('div.pager', button);
}

/** A settings section: what it is on the left, its controls on the right. */
export function setting(title, text, ...content) {
  return el('section.setting', { 'aria-label': title }, el('div', el('h2', title), el('p.quiet.small', text)),
    el('div', content));
}
