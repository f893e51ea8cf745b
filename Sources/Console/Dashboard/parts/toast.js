import { el } from './element.js';
import { icon } from './icons.js';

/** Says something for a while, aloud too. `kind` is `success`, `error` or `info`. */
export function toast(text, kind = 'success', { seconds = kind === 'error' ? 9 : 5 } = {}) {
  const region = document.getElementById('toasts');
  const sign = { success: 'check', error: 'warning', info: 'info' }[kind];
  const note = el(`div.toast.${kind}`, icon(sign), el('span', text),
    el('button.icon-button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => note.remove() }, icon('close')));
  // A dialog lies above everything else on the page; what is said meanwhile has to be in it to be seen.
  const home = document.querySelector('dialog[open] .dialog-toasts') ?? region;
  home.append(note);
  setTimeout(() => note.remove(), seconds * 1000);
}
