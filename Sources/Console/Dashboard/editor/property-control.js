import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { select } from '../parts/form.js';
import { paintControl } from './paint-control.js';

/** A schema with its reference followed; what stands beside the reference wins. */
export function resolve(schema, rule) {
  if (!rule?.$ref) return rule ?? {};
  const target = rule.$ref.split('/').slice(1).reduce((value, key) => value[key], schema);
  const { $ref, ...rest } = rule;
  return { ...resolve(schema, target), ...rest, name: $ref.split('/').at(-1) };
}

/** `cornerRadius` as people read it: "Corner radius". */
export function label(name) {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.length === 1 ? words.toUpperCase() : words[0].toUpperCase() + words.slice(1);
}

const LISTS = { fontFamily: 'list-families', src: 'list-assets' };
const stableID = (path) => `p-${path.join('-')}`;

function frame(c, control, { inline = false } = {}) {
  const id = control.id || stableID(c.path);
  const inner = control.matches('input,select,textarea') ? control : control.querySelector('input,select,textarea');
  inner.id ||= id;
  if (!c.form.state.editable) inner.disabled = true;
  return el(`div.property-row${inline ? '.inline' : ''}`,
    el('label', { htmlFor: inner.id, title: c.rule.description }, c.title), control);
}

/** Empty means: as the schema's default, that is, not in the document. */
function write(c, input, parse) {
  const text = input.value;
  if (text === '' && !c.isRequired) {
    input.removeAttribute('aria-invalid');
    c.form.set(c.path, undefined);
    return;
  }
  const value = parse(text);
  const isWrong = value === undefined || (typeof value === 'number' && !Number.isFinite(value));
  input.setAttribute('aria-invalid', String(isWrong));
  if (!isWrong) c.form.set(c.path, value);
}

function numberControl(c) {
  const { minimum, maximum, type } = c.rule;
  const isShare = minimum === 0 && maximum === 1;
  const input = el('input.input', {
    type: 'number', step: type === 'integer' ? '1' : isShare ? '0.05' : 'any', min: minimum,
    max: maximum !== undefined && maximum < 100000 ? maximum : undefined,
    value: c.value ?? '', placeholder: c.rule.default ?? '', inputmode: 'decimal',
  });
  input.addEventListener('input', () => write(c, input, (text) => {
    const value = Number(text);
    return (minimum !== undefined && value < minimum) || (maximum !== undefined && value > maximum)
      || (type === 'integer' && !Number.isInteger(value)) ? undefined : value;
  }));
  return frame(c, input);
}

function textControl(c) {
  const isLong = c.name === 'text' || c.name === 'd' || c.name === 'markup';
  const input = isLong ? el(`textarea.input${c.name === 'text' ? '' : '.mono'}`,
    { rows: c.name === 'text' ? '3' : '4', value: c.value ?? '', spellcheck: c.name === 'text' })
    : el('input.input', { type: 'text', value: c.value ?? '', placeholder: c.rule.default ?? '', list: LISTS[c.name],
      maxlength: c.rule.maxLength, autocomplete: 'off', spellcheck: false });
  const pattern = c.rule.pattern && new RegExp(c.rule.pattern, 'u');
  input.addEventListener('input', () => write(c, input, (text) => (pattern && !pattern.test(text) ? undefined : text)));
  return frame(c, input);
}

/** A list of words as one line: families in the order of fallback, four corners, dashes. */
function listControl(c, parseItem) {
  const shown = Array.isArray(c.value) ? c.value.join(', ') : c.value ?? '';
  const input = el('input.input',
    { type: 'text', value: shown,
      placeholder: Array.isArray(c.rule.default) ? c.rule.default.join(', ') : c.rule.default ?? '',
      list: LISTS[c.name], autocomplete: 'off', spellcheck: false });
  input.addEventListener('input', () => write(c, input, (text) => {
    const items = text.split(',').map((part) => part.trim()).filter(Boolean).map(parseItem);
    if (!items.length || items.some((item) => item === undefined || Number.isNaN(item))) return undefined;
    return items.length === 1 && c.rule.anyOf ? items[0] : items;
  }));
  return frame(c, input);
}

function choiceControl(c) {
  const options = c.rule.enum.map((one) => [one, one]);
  const node = select(options,
    { value: c.value ?? c.rule.default ?? '',
      onchange: (event) => c.form.set(c.path,
        event.target.value === c.rule.default ? undefined : event.target.value) });
  return frame(c, node);
}

function switchControl(c) {
  const id = stableID(c.path);
  return el('div.property-row', el('label.toggle', el('input', {
    id, type: 'checkbox', role: 'switch', checked: c.value ?? c.rule.default ?? false, disabled: !c.form.state.editable,
    onchange: (event) => c.form.set(c.path,
      event.target.checked === (c.rule.default ?? false) ? undefined : event.target.checked),
  }), el('span.toggle-track'), el('span', c.title)));
}

function jsonControl(c) {
  const input = el('textarea.input.mono',
    { rows: '3', value: c.value === undefined ? '' : JSON.stringify(c.value), spellcheck: false });
  input.addEventListener('input',
    () => write(c, input, (text) => { try { return JSON.parse(text); } catch { return undefined; } }));
  return frame(c, input);
}

/** What a new object of this shape needs at least. */
function example(schema, rule) {
  const value = {};
  for (const name of rule.required ?? []) {
    const inner = resolve(schema, rule.properties[name]);
    value[name] = inner.default ?? (inner.name === 'paint' || inner.name === 'color' ? '#000000'
      : inner.enum?.[0] ?? (inner.type === 'number' ? 1 : ''));
  }
  if (rule.properties?.mode) value.mode = 'shrink';
  if (rule.properties?.blur && rule.properties?.color) Object.assign(value,
    { x: 0, y: 4, blur: 16, color: 'rgba(0,0,0,.3)' });
  return value;
}

function nested(c, rule, value, path) {
  return el('div.property-grid.nested', Object.keys(rule.properties).map((name) => {
    const inner = controlFor({
      form: c.form, schema: c.schema, rule: resolve(c.schema, rule.properties[name]), path: [...path, name],
      title: label(name), name,
      value: value?.[name], isRequired: rule.required?.includes(name),
    });
    inner.classList.add('property');
    if (['number', 'integer'].includes(inner.dataset.kind) || rule.properties[name].enum) inner.classList.add('half');
    return inner;
  }));
}

function objectControl(c) {
  const has = c.value !== undefined;
  const id = stableID(c.path);
  const box = el('fieldset.property-object',
    el('legend', el('label.toggle', { title: c.rule.description }, el('input', {
    id, type: 'checkbox', role: 'switch', checked: has, disabled: !c.form.state.editable,
    onchange: (event) => c.form.set(c.path, event.target.checked ? example(c.schema, c.rule) : undefined, true),
  }), el('span.toggle-track'), el('span', c.title))));
  if (has) box.append(nested(c, c.rule, c.value, c.path));
  return box;
}

function objectListControl(c) {
  const items = c.value ?? [];
  const rule = resolve(c.schema, c.rule.items);
  const one = c.title.toLowerCase();
  return el('div.property-object',
    items.map((item, index) => el('fieldset.property-item', el('legend', `${c.title} ${index + 1}`),
    c.form.state.editable && el('button.icon-button.item-remove', {
      type: 'button', 'aria-label': `Remove ${one} ${index + 1}`,
      onclick: () => c.form.set(c.path, items.length > 1 ? items.filter((_, at) => at !== index) : undefined, true),
    }, icon('close')), nested(c, rule, item, [...c.path, index]))),
  c.form.state.editable && el('button.button.compact',
    { type: 'button', id: `${stableID(c.path)}-add`,
      onclick: () => c.form.set(c.path, [...items, example(c.schema, rule)], true) }, icon('plus'), `Add ${one}`));
}

const isNumber = (rule) => rule?.type === 'number' || rule?.type === 'integer';

/** The control that fits a schema; what no control fits is edited as JSON. */
export function controlFor(c) {
  const node = make(c);
  node.dataset.kind = c.rule.type ?? '';
  return node;
}

function make(c) {
  const { rule } = c;
  if (rule.name === 'paint' || rule.name === 'color') return paintControl(c);
  if (rule.enum) return choiceControl(c);
  if (rule.type === 'boolean') return switchControl(c);
  if (isNumber(rule)) return numberControl(c);
  if (rule.type === 'string') return textControl(c);
  if (rule.type === 'object' && rule.properties) return objectControl(c);
  if (rule.type === 'array' && resolve(c.schema, rule.items)?.type === 'object') return objectListControl(c);
  if (rule.type === 'array' && isNumber(rule.items)) return listControl(c, Number);
  if (rule.anyOf && isNumber(rule.anyOf[0]) && isNumber(rule.anyOf[1]?.items)) return listControl(c, Number);
  if (rule.anyOf?.[0]?.type === 'string' && rule.anyOf[1]?.items?.type === 'string') return listControl(c,
    (text) => text);
  return jsonControl(c);
}
