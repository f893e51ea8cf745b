import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { field, form, input, submitButton } from '../parts/form.js';
import { toast } from '../parts/toast.js';

/** A list of hosts that is edited first and saved as one: add, remove, Save. */
export function hostList({ label, entries, placeholder, hint, none, name, editable, save, saveWords }) {
  let saved = [...entries];
  let current = [...entries];
  const rows = el('div');
  const box = input({ placeholder, autocapitalize: 'off', spellcheck: false, maxlength: '300' });
  const changed = () => current.join() !== saved.join();
  const state = el('span.quiet.small', { role: 'status' });

  function draw() {
    const isNew = (host) => !saved.includes(host);
    fill(rows, current.length
      ? el('ul.hosts', { 'aria-label': `${label}s` }, current.map((host) => el('li', el('code', host),
      isNew(host) ? el('span.badge.accent', 'Not saved') : null,
      editable && el('button.icon-button', {
        type: 'button', 'aria-label': `Remove ${host}`,
        onclick: () => { current = current.filter((one) => one !== host); draw(); box.focus(); },
      }, icon('close')))))
      : el('p.notice', icon('info'), none));
    state.textContent = changed() ? 'You have unsaved changes.' : '';
    if (button) button.disabled = !changed() && !box.value;
  }

  function add() {
    const host = box.value.trim();
    if (!host) return;
    if (!current.includes(host)) current = [...current, host];
    box.value = '';
    draw();
    box.focus();
  }

  const node = form({}, async () => {
    add();
    const answer = await save(current);
    current = answer?.[name] ?? current;
    saved = [...current];
    draw();
    toast('Saved');
  }, rows);
  let button = null;
  if (editable) {
    button = submitButton(saveWords, node);
    box.addEventListener('keydown',
      (event) => { if (event.key === 'Enter' && box.value.trim()) { event.preventDefault(); add(); } });
    box.addEventListener('input', draw);
    const adder = field(label, box, { hint, name });
    adder.insertBefore(el('div.add-line', box,
      el('button.button', { type: 'button', onclick: add }, icon('plus'), 'Add')), adder.children[1]);
    node.insertBefore(adder, node.querySelector('.form-error'));
    node.append(el('div.actions', button, state));
  }
  draw();
  return node;
}
