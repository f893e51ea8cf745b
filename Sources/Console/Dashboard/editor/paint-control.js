import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { segments } from '../parts/form.js';

let pen = null;

/** A CSS colour as `#rrggbb` and its opacity, by asking the browser; null where it is none. */
function parse(color) {
  if (typeof color !== 'string' || !CSS.supports('color', color)) return null;
  pen ??= el('canvas', { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
  return { hex: `#${[r, g, b].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
    alpha: Math.round((a / 255) * 100) / 100 };
}

const hexByte = (share) => Math.round(share * 255).toString(16).padStart(2, '0');

function colorLine(c, id, title, value, fallback, change) {
  const known = parse(value ?? fallback) ?? { hex: '#000000', alpha: 1 };
  const swatch = el('input.swatch-input',
    { type: 'color', value: known.hex, 'aria-label': `${title}, pick`, disabled: !c.form.state.editable });
  const text = el('input.input.mono',
    { id, type: 'text', value: value ?? '', placeholder: fallback ?? '', 'aria-label': title, autocomplete: 'off',
      spellcheck: false, disabled: !c.form.state.editable });
  const chip = el('span.swatch-chip', { style: { '--color': value ?? fallback ?? 'transparent' } }, swatch);
  swatch.addEventListener('input', () => {
    const alpha = parse(text.value || fallback)?.alpha ?? 1;
    text.value = swatch.value + (alpha < 1 && alpha > 0 ? hexByte(alpha) : '');
    chip.style.setProperty('--color', text.value);
    text.removeAttribute('aria-invalid');
    change(text.value);
  });
  text.addEventListener('input', () => {
    const color = text.value.trim();
    const found = parse(color);
    text.setAttribute('aria-invalid', String(color !== '' && !found));
    if (color === '') { change(undefined); return; }
    if (!found) return;
    swatch.value = found.hex;
    chip.style.setProperty('--color', color);
    change(color);
  });
  return el('div.color-line', chip, text);
}

function gradient(type, from) {
  const first = typeof from === 'string' && parse(from)?.alpha ? from : from?.stops?.[0]?.color ?? '#3451e6';
  const stops = from?.stops ?? [{ offset: 0, color: first }, { offset: 1, color: '#ec4899' }];
  return type === 'linear' ? { type, angle: from?.angle ?? 135, stops } : { type, stops };
}

function number(c, id, title, value, attributes, change) {
  const input = el('input.input',
    { id, type: 'number', value: value ?? '', step: 'any', disabled: !c.form.state.editable, ...attributes });
  input.addEventListener('input', () => {
    if (input.value === '') change(undefined);
    else if (input.checkValidity()) change(Number(input.value));
  });
  return el('div.property-row', el('label', { htmlFor: id }, title), input);
}

function gradientBody(c, id) {
  const { value } = c;
  const stop = (index, name) => [...c.path, 'stops', index, name];
  return el('div.gradient',
    value.type !== 'radial' && number(c, `${id}-angle`, 'Angle', value.angle, { placeholder: '0' },
      (angle) => c.form.set([...c.path, 'angle'], angle)),
    value.type === 'radial' && number(c, `${id}-radius`, 'Radius', value.radius, { placeholder: '1', min: '0' },
      (radius) => c.form.set([...c.path, 'radius'], radius)),
    el('div.stops', value.stops.map((one, index) => el('div.stop',
      colorLine(c, `${id}-stop-${index}`, `Colour ${index + 1}`, one.color, null,
        (color) => { if (color) c.form.set(stop(index, 'color'), color); }),
      el('input.input.stop-offset', {
        type: 'number', min: '0', max: '1', step: '0.05', value: one.offset,
        'aria-label': `Place of colour ${index + 1}`, disabled: !c.form.state.editable,
        oninput: (event) => { if (event.target.value !== ''
          && event.target.checkValidity()) c.form.set(stop(index, 'offset'), Number(event.target.value)); },
      }),
      c.form.state.editable && el('button.icon-button', {
        type: 'button', 'aria-label': `Remove colour ${index + 1}`, disabled: value.stops.length <= 2,
        onclick: () => c.form.set([...c.path, 'stops'], value.stops.filter((_, at) => at !== index), true),
      }, icon('close'))))),
    c.form.state.editable && el('button.button.compact', {
      type: 'button', onclick: () => c.form.set([...c.path, 'stops'],
        [...value.stops, { offset: 1, color: value.stops.at(-1).color }], true),
    }, icon('plus'), 'Add colour'));
}

/** A colour, or a gradient where the schema allows a paint. */
export function paintControl(c) {
  const id = `p-${c.path.join('-')}`;
  const isGradient = c.value !== null && typeof c.value === 'object';
  const box = el('fieldset.property-object.paint', el('legend', { title: c.rule.description }, c.title));
  if (c.rule.name === 'paint') {
    const kinds = [['color', 'Solid'], ['linear', 'Linear'], ['radial', 'Radial'], ['conic', 'Conic']];
    const choose = (kind) => c.form.set(c.path,
      kind === 'color' ? c.value?.stops?.[0]?.color ?? '#000000' : gradient(kind, c.value ?? c.rule.default), true);
    const bar = segments(`Kind of ${c.title.toLowerCase()}`, kinds, isGradient ? c.value.type : 'color', choose);
    bar.classList.add('small-segments');
    if (!c.form.state.editable) bar.inert = true;
    box.append(bar);
  }
  box.append(isGradient ? gradientBody(c, id)
    : colorLine(c, id, c.title, c.value, c.rule.default, (color) => c.form.set(c.path, color)));
  return box;
}
