import { el, freshID } from './element.js';
import { icon } from './icons.js';
import { sentence } from './words.js';

/**
 * Opens a modal dialog and gives its handle. `body` and `actions` are nodes; `onclose` runs once, however it closes.
 * `dismissible: false` keeps Escape and the close button away, where closing loses something for good.
 */
export function openDialog({ title, intro, body = [], actions = [], wide = false, onclose, dismissible = true }) {
  const titleID = freshID('title');
  const introID = freshID('intro');
  const handle = { close: () => node.close(), node: null };
  const node = el(`dialog.dialog${wide ? '.wide' : ''}`, {
    closedby: dismissible ? 'closerequest' : 'none', 'aria-labelledby': titleID,
    'aria-describedby': intro ? introID : undefined,
    onclose: () => { node.remove(); onclose?.(); },
    oncancel: (event) => { if (!dismissible) event.preventDefault(); },
    onmousedown: (event) => { if (event.target === node && dismissible) node.close(); },
  },
  el('div.dialog-frame',
    el('header.dialog-head', el('h2', { id: titleID }, title),
      dismissible && el('button.icon-button', { type: 'button', 'aria-label': 'Close', onclick: () => node.close() },
        icon('close'))),
    el('div.dialog-body', intro && el('p.quiet', { id: introID }, intro), body),
    el('div.dialog-toasts', { role: 'status', 'aria-live': 'polite' }),
    actions.length ? el('footer.dialog-foot', actions) : null));
  handle.node = node;
  document.body.append(node);
  node.showModal();
  // What the dialog is for, and not its close button.
  const first = node.querySelector('[autofocus]')
    ?? node.querySelector('.dialog-body :is(input:not([type=radio]), input:checked, select, textarea)');
  first?.focus();
  return handle;
}

/** Asks before something that cannot be taken back; `act` runs on yes and may throw, which is shown in place. */
export function confirmDialog({ title, intro, body, action, danger = true, act }) {
  return new Promise((resolve) => {
    let answer = false;
    const error = el('p.field-error', { role: 'alert', hidden: true });
    const yes = el(`button.button${danger ? '.danger' : '.primary'}`, {
      type: 'button',
      onclick: async () => {
        yes.disabled = true;
        yes.classList.add('busy');
        try {
          await act?.();
          answer = true;
          dialog.close();
        } catch (problem) {
          error.textContent = sentence(problem.message);
          error.hidden = false;
          yes.disabled = false;
          yes.classList.remove('busy');
        }
      },
    }, action);
    const no = el('button.button', { type: 'button', autofocus: true, onclick: () => dialog.close() }, 'Cancel');
    const dialog = openDialog({ title, intro, body: [body, error], actions: [no, yes],
      onclose: () => resolve(answer) });
  });
}
