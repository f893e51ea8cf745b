// The document being edited: its value, what is selected, and the way back. Paths are keys from the root: ['layers', 3, 'children', 0].

const LIMIT = 200;
/** Changes of the same kind this close together are one step back. */
const MERGE_MILLISECONDS = 900;

export const pointer = (path) => path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
export const samePath = (one, two) => Boolean(one && two) && pointer(one) === pointer(two);

export function at(document, path) {
  return path.reduce((value, key) => (value === undefined || value === null ? undefined : value[key]), document);
}

/** Sets or, with undefined, removes what is at a path. */
export function put(document, path, value) {
  const parent = at(document, path.slice(0, -1));
  const key = path.at(-1);
  if (value !== undefined) parent[key] = value;
  else if (Array.isArray(parent)) parent.splice(key, 1);
  else delete parent[key];
}

/** Keys as people write them; the rest follows as it came. */
const ORDER = ['version', 'type', 'name', 'slug', 'dynamic', 'x', 'y', 'offset', 'width', 'height', 'text', 'src', 'background'];
const LAST = ['stops', 'children', 'layers'];

function rank(key) {
  const first = ORDER.indexOf(key);
  return first >= 0 ? first : ORDER.length + Math.max(0, LAST.indexOf(key) + 1);
}

/** The same document with its keys in a readable order: stored documents have them sorted by letters. */
export function readable(value) {
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort((one, two) => rank(one) - rank(two));
  return Object.fromEntries(keys.map((key) => [key, readable(value[key])]));
}

export class DocumentState {
  constructor(document, editable) {
    this.document = document;
    this.editable = editable;
    this.saved = JSON.stringify(document);
    this.selection = null;
    /** More layers of the same list that are selected beside `selection`. */
    this.also = [];
    this.past = [];
    this.future = [];
    this.listeners = new Set();
    this.last = { key: null, at: 0 };
  }

  /** `listener(what, source)`: `what` is `document` or `selection`. */
  listen(listener) {
    this.listeners.add(listener);
  }

  tell(what, source) {
    for (const listener of this.listeners) listener(what, source);
  }

  get isDirty() {
    return JSON.stringify(this.document) !== this.saved;
  }

  markSaved(document) {
    this.saved = JSON.stringify(document);
    this.tell('saved');
  }

  /** Makes a new version by `edit(copy)`. Changes with the same `key` in quick succession are one step of undo. */
  change(edit, { key = null, source = null } = {}) {
    if (!this.editable) return;
    const copy = structuredClone(this.document);
    edit(copy);
    const now = performance.now();
    const merges = key !== null && key === this.last.key && now - this.last.at < MERGE_MILLISECONDS
      && this.past.length > 0;
    if (!merges) {
      this.past.push(this.moment());
      if (this.past.length > LIMIT) this.past.shift();
    }
    this.last = { key, at: now };
    this.future = [];
    this.document = copy;
    this.also = this.also.filter((path) => at(copy, path));
    if (this.selection && !at(copy, this.selection)) this.selection = this.also.shift() ?? null;
    this.tell('document', source);
  }

  set(path, value, options = {}) {
    this.change((copy) => put(copy, path, value), { key: `set ${pointer(path)}`, ...options });
  }

  /** What a step back brings again. */
  moment() {
    return { document: this.document, selection: this.selection, also: this.also };
  }

  step(from, to) {
    const found = from.pop();
    if (!found) return;
    to.push(this.moment());
    this.document = found.document;
    this.selection = found.selection && at(this.document, found.selection) ? found.selection : null;
    this.also = this.selection ? found.also.filter((path) => at(this.document, path)) : [];
    this.last = { key: null, at: 0 };
    this.tell('document', 'history');
    this.tell('selection', 'history');
  }

  undo() { this.step(this.past, this.future); }

  redo() { this.step(this.future, this.past); }

  select(path, source) {
    if (!this.also.length && (samePath(path, this.selection) || (!path && !this.selection))) return;
    this.selection = path;
    this.also = [];
    this.last = { key: null, at: 0 };
    this.tell('selection', source);
  }

  /** All that is selected, the layer selected last at the end. */
  get selected() {
    return this.selection ? [...this.also, this.selection] : [];
  }

  isSelected(path) {
    return this.selected.some((one) => samePath(one, path));
  }

  /** Adds a layer to what is selected or takes it out. Only layers of one list are selected together. */
  toggle(path, source) {
    if (!path) return;
    const mates = this.selected.filter((one) => samePath(one.slice(0, -1), path.slice(0, -1)));
    this.selectAll(this.isSelected(path) ? mates.filter((one) => !samePath(one, path)) : [...mates, path], source);
  }

  selectAll(paths, source) {
    this.also = paths.slice(0, -1);
    this.selection = paths.at(-1) ?? null;
    this.last = { key: null, at: 0 };
    this.tell('selection', source);
  }

  /** The layer whose properties are shown: none while several are selected. */
  get layer() {
    return this.selection && !this.also.length ? at(this.document, this.selection) : null;
  }

  /** Removes a layer; with it the others, where it is one of several selected. */
  remove(path) {
    const paths = this.isSelected(path) ? this.selected : [path];
    this.also = [];
    this.selection = null;
    // The last in the list goes first: places before it stay what they are.
    const sorted = paths.toSorted((one, two) => two.at(-1) - one.at(-1));
    this.change((copy) => { for (const one of sorted) put(copy, one, undefined); });
    this.tell('selection');
  }

  /** Puts a layer after another place in paint order, above it in the list. */
  insert(layer, list, index) {
    this.change((copy) => at(copy, list).splice(index, 0, layer));
    this.select([...list, index]);
  }

  /** Copies right above, with names of their own, a little aside: of a layer, or of all that are selected with it. */
  duplicate(path) {
    const paths = (this.isSelected(path) ? this.selected : [path]).toSorted((one, two) => one.at(-1) - two.at(-1));
    const taken = new Set(this.names());
    const copies = paths.map((one) => {
      const copy = structuredClone(at(this.document, one));
      Object.assign(copy, { x: (copy.x ?? 0) + 20, y: (copy.y ?? 0) + 20 });
      this.rename(copy, taken);
      return copy;
    });
    const list = path.slice(0, -1);
    const index = paths.at(-1).at(-1) + 1;
    this.change((document) => at(document, list).splice(index, 0, ...copies));
    this.selectAll(copies.map((_, offset) => [...list, index + offset]));
  }

  rename(layer, taken) {
    if (layer.name) {
      const stem = layer.name.replace(/-\d+$/, '').slice(0, 58);
      let count = 2;
      while (taken.has(`${stem}-${count}`)) count += 1;
      layer.name = `${stem}-${count}`;
      taken.add(layer.name);
    }
    for (const child of layer.children ?? []) this.rename(child, taken);
  }

  /** Moves a layer to another place of the same list; `index` counts before the move. */
  move(path, index) {
    const list = path.slice(0, -1);
    const from = path.at(-1);
    const target = index > from ? index - 1 : index;
    const size = at(this.document, list).length;
    if (target === from || target < 0 || target >= size) return;
    this.change((copy) => {
      const layers = at(copy, list);
      layers.splice(target, 0, layers.splice(from, 1)[0]);
    });
    this.also = [];
    this.selection = [...list, target];
    this.tell('selection');
  }

  names() {
    const names = [];
    const visit = (layers) => { for (const one of layers ?? []) {
      if (one.name) names.push(one.name);
      visit(one.children);
    } };
    visit(this.document.layers);
    return names;
  }
}

/** All layers with their paths, in paint order, parents first. */
export function walk(document, visit, list = ['layers'], depth = 0) {
  (at(document, list) ?? []).forEach((layer, index) => {
    const path = [...list, index];
    visit(layer, path, depth);
    if (layer.children) walk(document, visit, [...path, 'children'], depth + 1);
  });
}

export const layerTitle = (layer) => layer.name
  || (layer.type === 'text' && layer.text ? layer.text.slice(0, 40) : layer.type);
