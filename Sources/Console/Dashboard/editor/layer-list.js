import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { attachMenu, moreButton } from '../parts/menu.js';
import { at, layerTitle, pointer, samePath } from './document-state.js';
import { prototypes } from './layer-prototypes.js';

/** What tells layers without a name apart: their colour, of a gradient its first one. */
function colorChip(layer) {
  const color = layer.fill?.stops?.[0]?.color ?? layer.fill;
  return layer.name || typeof color !== 'string' || color === 'transparent' ? null
    : el('span.layer-color', { 'aria-hidden': 'true', style: { background: color } });
}

/** The layers, the topmost first: choose, reorder, show and hide, open to requests. */
export class LayerList {
  constructor(state, schema) {
    this.state = state;
    this.types = schema.$defs.layer.properties.type.enum;
    this.closed = new Set();
    this.known = new Set();
    this.list = el('div.layer-tree');
    const adder = attachMenu(el('button.icon-button', { type: 'button', 'aria-label': 'Add layer' }, icon('plus')),
      () =>
      this.types.filter((type) => prototypes[type]).map((type) => ({ label: type[0].toUpperCase() + type.slice(1),
        icon: type, act: () => this.add(type) })));
    this.node = el('section.panel.layers', { 'aria-label': 'Layers' },
      el('header.panel-head', el('h2', 'Layers'), state.editable && adder), this.list);
    this.draw();
  }

  add(type) {
    const { document, selection } = this.state;
    const layer = prototypes[type](document);
    const taken = new Set(this.state.names());
    if (taken.has(layer.name)) this.state.rename(layer, taken);
    const list = selection ? selection.slice(0, -1) : ['layers'];
    this.state.insert(layer, list, selection ? selection.at(-1) + 1 : document.layers.length);
  }

  draw() {
    const focused = this.list.contains(globalThis.document.activeElement)
      ? globalThis.document.activeElement.dataset.focus : null;
    fill(this.list, this.branch(['layers'], 0));
    if (focused) this.list.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus();
  }

  branch(list, depth) {
    const layers = at(this.state.document, list) ?? [];
    if (!layers.length && depth === 0) return el('p.quiet.small.panel-note', 'No layers yet. Add one above.');
    return el('ul.branch', { role: 'list' },
      layers.map((layer, index) => this.row(layer, [...list, index], depth)).reverse());
  }

  row(layer, path, depth) {
    const { state } = this;
    const name = layerTitle(layer);
    const id = pointer(path);
    const isSelected = state.isSelected(path);
    const hasChildren = Array.isArray(layer.children);
    // Groups start closed, and open when something in them is chosen.
    if (hasChildren && !this.known.has(id)) { this.known.add(id); this.closed.add(id); }
    if (state.selection && state.selection.length > path.length
      && samePath(state.selection.slice(0, path.length), path)) this.closed.delete(id);
    const open = hasChildren && !this.closed.has(id);
    const row = el('div.layer',
      { class: `layer${isSelected ? ' selected' : ''}${layer.visible === false ? ' unseen' : ''}`,
        draggable: state.editable, style: { '--depth': String(depth) } },
      hasChildren ? el('button.twist', {
        type: 'button', 'aria-expanded': String(open), 'aria-label': `${open ? 'Close' : 'Open'} ${name}`,
        data: { focus: `twist${id}` },
        onclick: () => { if (open) this.closed.add(id); else this.closed.delete(id); this.draw(); },
      }, icon('chevron')) : el('span.twist'),
      el('button.layer-name', {
        type: 'button', 'aria-pressed': String(isSelected), data: { focus: id },
        onclick: (event) => this.choose(event, path), onkeydown: (event) => this.keys(event, path),
      }, icon(layer.type), el('span', name), colorChip(layer)),
      layer.dynamic && !state.editable ? icon('bolt', 'dynamic') : null,
      state.editable && this.controls(layer, path, name));
    this.attachDrag(row, path);
    return el('li', row, open ? this.branch([...path, 'children'], depth + 1) : null);
  }

  /** With Ctrl one more, with Shift all from the one selected last to this one. */
  choose(event, path) {
    const { state } = this;
    const last = state.selection;
    if (event.shiftKey && last && samePath(last.slice(0, -1), path.slice(0, -1))) {
      const [from, to] = [last.at(-1), path.at(-1)];
      const step = from < to ? 1 : -1;
      const range = Array.from({ length: Math.abs(to - from) + 1 },
        (_, count) => [...path.slice(0, -1), from + count * step]);
      const others = state.also.filter((one) => !range.some((two) => samePath(one, two)));
      state.selectAll([...others, ...range], 'list');
    } else if (event.shiftKey || event.ctrlKey || event.metaKey) state.toggle(path, 'list');
    else state.select(path, 'list');
  }

  controls(layer, path, name) {
    const { state } = this;
    const id = pointer(path);
    const seen = layer.visible !== false;
    return [
      el('button.icon-button.small-icon', {
        type: 'button', 'aria-pressed': String(Boolean(layer.dynamic)), 'aria-label': `${name} is dynamic`,
        title: layer.dynamic ? 'Dynamic: requests may change it' : 'Make dynamic', data: { focus: `dynamic${id}` },
        onclick: () => this.toggleDynamic(layer, path),
      }, icon('bolt')),
      el('button.icon-button.small-icon', {
        type: 'button', 'aria-pressed': String(!seen), 'aria-label': `${name} is hidden`, title: seen ? 'Hide' : 'Show',
        data: { focus: `seen${id}` },
        onclick: () => state.set([...path, 'visible'], seen ? false : undefined, { key: null }),
      }, icon(seen ? 'eye' : 'hidden')),
      moreButton(`Actions for ${name}`, () => [
        { label: 'Move up', icon: 'up', act: () => state.move(path, path.at(-1) + 2) },
        { label: 'Move down', icon: 'down', act: () => state.move(path, path.at(-1) - 1) },
        { label: 'Duplicate', icon: 'copy', act: () => state.duplicate(path) }, '-',
        { label: 'Delete', icon: 'trash', danger: true, act: () => state.remove(path) },
      ]),
    ];
  }

  /** A dynamic layer needs a name: it gets one that is free. */
  toggleDynamic(layer, path) {
    this.state.change((copy) => {
      const target = at(copy, path);
      if (target.dynamic) { delete target.dynamic; return; }
      target.dynamic = true;
      if (target.name) return;
      const taken = new Set(this.state.names());
      target.name = layer.type;
      for (let count = 2; taken.has(target.name); count += 1) target.name = `${layer.type}-${count}`;
    });
  }

  keys(event, path) {
    const { state } = this;
    const rows = [...this.list.querySelectorAll('.layer-name')];
    const here = rows.indexOf(event.currentTarget);
    if (event.altKey && state.editable && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      state.move(path, event.key === 'ArrowUp' ? path.at(-1) + 2 : path.at(-1) - 1);
      this.list.querySelector('.selected .layer-name')?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      rows[here + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && state.editable) {
      event.preventDefault();
      state.remove(path);
      this.list.querySelector('.layer-name')?.focus();
    }
  }

  attachDrag(row, path) {
    const list = path.slice(0, -1);
    const above = (event) => event.offsetY < row.offsetHeight / 2;
    row.addEventListener('dragstart',
      (event) => {
        this.dragged = path;
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', pointer(path));
        event.stopPropagation();
      });
    row.addEventListener('dragover', (event) => {
      if (!this.dragged || !samePath(this.dragged.slice(0, -1), list)) return;
      event.preventDefault();
      row.classList.toggle('drop-above', above(event));
      row.classList.toggle('drop-below', !above(event));
    });
    row.addEventListener('dragleave', () => row.classList.remove('drop-above', 'drop-below'));
    row.addEventListener('dragend', () => { this.dragged = null; this.draw(); });
    row.addEventListener('drop', (event) => {
      if (!this.dragged || !samePath(this.dragged.slice(0, -1), list)) return;
      event.preventDefault();
      // The list shows the top of the picture first: above a row is after it in paint order.
      const target = path.at(-1) + (above(event) ? 1 : 0);
      const from = this.dragged;
      this.dragged = null;
      this.state.move(from, target);
      this.draw();
    });
  }
}
