import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { at, layerTitle, pointer } from './document-state.js';
import { arrangePanel } from './arrange-panel.js';
import { controlFor, label, resolve } from './property-control.js';

/** Where known properties stand; whatever else the schema has comes under "More". */
const GROUPS = [
  ['Text', ['text', 'fill', 'fontFamily', 'fontWeight', 'fontStyle', 'fontSize', 'lineHeight', 'letterSpacing',
    'wordSpacing', 'align', 'verticalAlign', 'maxLines', 'wrap', 'overflow', 'transform', 'fit', 'direction',
    'language']],
  ['Content', ['src', 'data', 'symbology', 'errorCorrection', 'margin', 'showText', 'markup', 'd', 'points']],
  ['Position', ['x', 'y', 'width', 'height', 'rotation']],
  ['Appearance', ['fill', 'background', 'fit', 'focus', 'cornerRadius', 'clip', 'opacity', 'blendMode', 'fillRule']],
  ['Outline', ['stroke']],
  ['Shadow', ['shadow']],
];
const HIDDEN = new Set(['type', 'children', 'layers', 'version', 'dynamic', 'visible']);
/** Properties so short that two share a line. */
const HALF = new Set(['x', 'y', 'width', 'height', 'fontSize', 'fontWeight', 'lineHeight', 'letterSpacing',
  'wordSpacing', 'maxLines', 'fontStyle', 'align', 'verticalAlign', 'rotation', 'opacity', 'direction', 'language',
  'wrap', 'overflow', 'transform']);

/** The properties of what is selected, as the schema describes them. */
export class PropertyForm {
  /** `boxOf(path)` tells where a layer is on the canvas. */
  constructor(state, schema, { families, assets }, boxOf) {
    Object.assign(this, { state, schema, boxOf });
    this.opened = new Set(['Text', 'Content', 'Position', 'Appearance', 'Canvas', 'Layer']);
    // Beside the desk: the playground offers the assets, too.
    this.lists = el('div', { hidden: true }, [['families', families], ['assets', assets]].map(([name, values]) =>
      el('datalist', { id: `list-${name}` }, values.map((value) => el('option', { value })))));
    this.body = el('div.property-body');
    this.node = el('section.panel.properties', { 'aria-label': 'Properties' }, this.body);
    this.draw();
  }

  draw() {
    const { state } = this;
    const path = state.selection ?? [];
    const layer = state.layer;
    const definition = layer ? resolve(this.schema, { $ref: `#/$defs/${layer.type}` }) : this.schema;
    const scroll = this.node.scrollTop;
    const focused = this.node.contains(document.activeElement) ? document.activeElement.id : null;
    fill(this.body, state.also.length ? arrangePanel(state, this.boxOf) : [this.head(layer, path),
      this.groups(definition, path, Boolean(layer)).map(([title, names]) =>
        this.group(title, names, definition, path))]);
    this.node.scrollTop = scroll;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  }

  /** Puts the cursor where the layer says what it shows: its text, its picture, or else its name. */
  focusContent() {
    const path = this.state.selection;
    if (!path) return;
    const names = ['text', 'src', 'data', 'name'];
    const input = names.map((name) => document.getElementById(`p-${[...path, name].join('-')}`)).find(Boolean);
    input?.closest('details')?.setAttribute('open', '');
    input?.focus();
    input?.select?.();
  }

  head(layer, path) {
    if (!layer) return el('header.panel-head', el('h2', 'Template'));
    const set = (name, value) => this.state.set([...path, name], value, { key: null });
    return el('header.panel-head.property-head', el('h2', icon(layer.type), layerTitle(layer)),
      el('div.row', this.switch('Dynamic', Boolean(layer.dynamic), (on) => set('dynamic', on || undefined),
        layer.name ? '' : 'Give the layer a name first'),
        this.switch('Visible', layer.visible !== false, (on) => set('visible', on ? undefined : false))));
  }

  switch(text, on, change, hint = '') {
    return el('label.toggle', { title: hint || undefined }, el('input', {
      type: 'checkbox', role: 'switch', checked: on, disabled: !this.state.editable || Boolean(hint),
      onchange: (event) => change(event.target.checked),
    }), el('span.toggle-track'), el('span', text));
  }

  groups(definition, path, isLayer) {
    const names = Object.keys(definition.properties ?? {}).filter((name) => !HIDDEN.has(name));
    if (!isLayer) return [['Canvas',
      ['name', 'slug', 'width', 'height', 'background',
        ...names].filter((name, index, all) => names.includes(name) && all.indexOf(name) === index)]];
    const taken = new Set(['name']);
    const groups = [['Layer', ['name']]];
    for (const [title, wanted] of GROUPS) {
      // Shapes have a fill and pictures a fit, too: those are no matter of text.
      if (title === 'Text' && !names.includes('text')) continue;
      const found = wanted.filter((name) => names.includes(name) && !taken.has(name));
      // A path's outline in letters is long; it comes last.
      found.forEach((name) => taken.add(name));
      if (found.length) groups.push([title, found]);
    }
    const rest = names.filter((name) => !taken.has(name));
    if (rest.length) groups.push(['More', rest]);
    return groups;
  }

  group(title, names, definition, path) {
    const section = el('details.property-group', {
      open: this.opened.has(title),
      ontoggle: () => { if (section.open) this.opened.add(title); else this.opened.delete(title); },
    }, el('summary', title, icon('chevron')),
    el('div.property-grid', names.map((name) => this.property(name, definition, path))));
    return section;
  }

  property(name, definition, path) {
    const full = [...path, name];
    const node = controlFor({
      form: this, schema: this.schema, rule: resolve(this.schema, definition.properties[name]), path: full,
      title: label(name), name,
      value: at(this.state.document, full), isRequired: definition.required?.includes(name),
    });
    node.classList.add('property');
    if (HALF.has(name)) node.classList.add('half');
    node.dataset.pointer = pointer(full);
    return node;
  }

  /** Writes a value; `rebuild` where the form itself has to look different then. */
  set(path, value, rebuild = false) {
    this.state.set(path, value, { source: rebuild ? null : 'form', key: rebuild ? null : `set ${pointer(path)}` });
  }
}
