import { el, fill, freshID } from './element.js';
import { icon } from './icons.js';
import { sentence } from './words.js';

/** A label, its control, a hint, and a place for what is wrong. */
export function field(label, control, { hint, name, optional } = {}) {
  const id = control.id || freshID('field');
  control.id = id;
  if (name) control.name = name;
  const hintID = `${id}-hint`;
  const errorID = `${id}-error`;
  control.setAttribute('aria-describedby', `${hint ? `${hintID} ` : ''}${errorID}`);
  return el('div.field', { data: { field: name ?? '' } },
    el('label', { htmlFor: id }, label, optional && el('span.optional', 'optional')), control,
    hint && el('p.hint', { id: hintID }, hint), el('p.field-error', { id: errorID, hidden: true }));
}

export const input = (attributes) => el('input.input', { type: 'text', autocomplete: 'off', ...attributes });
export const password = (attributes) => input({ type: 'password', minlength: '12', maxlength: '1024', required: true,
  ...attributes });

/** A select; `options` are `[value, label]` pairs. */
export function select(options, attributes = {}) {
  const { value, ...rest } = attributes;
  return el('span.select', el('select.input', rest, options.map(([key, label]) =>
    el('option', { value: key, selected: key === value }, label))), icon('chevron'));
}

/** The control within what `select` gives. */
export const control = (node) => (node.matches?.('.select') ? node.firstElementChild : node);

/** A labelled select. */
export function selectField(label, options, attributes = {}, more = {}) {
  const frame = select(options, attributes);
  const node = field(label, control(frame), { ...more, name: attributes.name });
  node.insertBefore(frame, node.children[1] ?? null);
  frame.prepend(control(node.querySelector('select')));
  return node;
}

/** A choice of cards: each a radio button with a title and a sentence. */
export function radioCards(legend, name, options, value) {
  return el('fieldset.radio-cards', el('legend', legend), options.map((option) => el('label.radio-card',
    el('input', { type: 'radio', name, value: option.value, checked: option.value === value, required: true }),
    el('span.radio-card-text', el('span.radio-card-title', option.title, option.mono && el('code', option.mono)),
      el('span.quiet.small', option.text)))));
}

/** Buttons of which one is on. `options` are `[value, label, icon?]`. */
export function segments(label, options, value, onchange) {
  const name = freshID('segment');
  return el('div.segments', { role: 'radiogroup', 'aria-label': label }, options.map(([key, text, sign]) =>
    el('label.segment', el('input',
      { type: 'radio', name, value: key, checked: key === value, onchange: () => onchange(key) }),
      sign && icon(sign), el('span', text))));
}

export function checkbox(label, attributes = {}) {
  return el('label.check', el('input', { type: 'checkbox', ...attributes }), el('span', label));
}

/** An on-off switch. */
export function toggle(label, attributes = {}) {
  return el('label.toggle', el('input', { type: 'checkbox', role: 'switch', ...attributes }), el('span.toggle-track'),
    el('span', label));
}

/** The words of a problem, at the fields that they belong to or above the button. */
export function showProblem(form, problem) {
  clearProblems(form);
  const rest = [];
  for (const error of problem.errors ?? []) {
    const name = error.pointer.split('/')[1];
    const place = form.querySelector(`[data-field="${CSS.escape(name ?? '')}"]`);
    if (!place || !name) { rest.push(`${error.pointer} ${error.detail}`); continue; }
    const words = place.querySelector('.field-error');
    words.textContent = sentence(error.detail);
    words.hidden = false;
    place.querySelector('input,select,textarea')?.setAttribute('aria-invalid', 'true');
  }
  const general = form.querySelector('.form-error');
  if (general && (rest.length || !(problem.errors ?? []).length)) {
    general.hidden = false;
    fill(general, icon('warning'), el('span', rest.join('; ') || sentence(problem.message)));
  }
  form.querySelector('[aria-invalid]')?.focus();
}

export function clearProblems(form) {
  for (const node of form.querySelectorAll('.field-error, .form-error')) node.hidden = true;
  for (const node of form.querySelectorAll('[aria-invalid]')) node.removeAttribute('aria-invalid');
}

/** A form that shows its own work and failures: `submit(values)` may throw. */
export function form(attributes, submit, ...children) {
  const node = el('form', {
    novalidate: false, ...attributes,
    onsubmit: async (event) => {
      event.preventDefault();
      if (node.dataset.busy) return;
      const buttons = node.ownerDocument.querySelectorAll(`[form="${node.id}"], #${node.id} [type=submit]`);
      node.dataset.busy = 'yes';
      for (const button of buttons) button.classList.add('busy');
      clearProblems(node);
      try {
        await submit(Object.fromEntries(new FormData(node)), node);
      } catch (problem) {
        showProblem(node, problem);
      } finally {
        delete node.dataset.busy;
        for (const button of buttons) button.classList.remove('busy');
      }
    },
  }, children, el('p.form-error', { role: 'alert', hidden: true }));
  node.id ||= freshID('form');
  return node;
}

/** A button that sends a form, in it or beside it. */
export function submitButton(words, owner) {
  return el('button.button.primary', { type: 'submit', form: owner?.id }, words);
}
