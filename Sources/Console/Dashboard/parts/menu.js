import { el } from './element.js';
import { icon } from './icons.js';

let current = null;

function closeCurrent(focus) {
  if (!current) return;
  const { list, button } = current;
  current = null;
  list.remove();
  button.setAttribute('aria-expanded', 'false');
  if (focus) button.focus();
}

function place(list, button, align) {
  const box = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const left = align === 'start' ? box.left : box.right - width;
  const below = box.bottom + 4 + height < innerHeight;
  list.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  list.style.top = `${below ? box.bottom + 4 : Math.max(8, box.top - 4 - height)}px`;
}

function keys(event) {
  const items = [...current.list.querySelectorAll('[role^=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    items[(step + items.length) % items.length].focus();
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    closeCurrent(true);
  } else if (event.key === 'Tab') closeCurrent(false);
}

function itemNode(item) {
  if (item === '-') return el('div.menu-line', { role: 'separator' });
  if (item.heading) return el('div.menu-heading', item.heading);
  const role = item.checked === undefined ? 'menuitem' : 'menuitemradio';
  const content = [item.icon && icon(item.icon), el('span', item.label), item.checked ? icon('check') : null];
  const attributes = {
    role, tabindex: '-1', 'aria-checked': item.checked === undefined ? undefined : String(item.checked),
    class: `menu-item${item.danger ? ' danger' : ''}`,
  };
  if (item.href) return el('a',
    { ...attributes, href: item.href, download: item.download, onclick: () => closeCurrent(false) }, content);
  return el('button', {
    ...attributes, type: 'button', disabled: Boolean(item.disabled),
    onclick: () => { closeCurrent(true); item.act(); },
  }, content);
}

/** Makes a button open a menu. `items` is called at each opening; `'-'` is a line. */
export function attachMenu(button, items, { align = 'end' } = {}) {
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (current?.button === button) { closeCurrent(true); return; }
    closeCurrent(false);
    const list = el('div.menu', { role: 'menu', onkeydown: keys }, items().filter(Boolean).map(itemNode));
    (button.closest('dialog') ?? document.body).append(list);
    current = { list, button, align };
    button.setAttribute('aria-expanded', 'true');
    place(list, button, align);
    list.querySelector('[role^=menuitem]')?.focus();
  });
  return button;
}

/** The three dots at the end of a row or card. */
export function moreButton(label, items) {
  return attachMenu(el('button.icon-button', { type: 'button', 'aria-label': label }, icon('more')), items);
}

document.addEventListener('mousedown', (event) => {
  if (current && !current.list.contains(event.target) && !current.button.contains(event.target)) closeCurrent(false);
});
window.addEventListener('resize', () => closeCurrent(false));
// A menu stays with its button when the page moves below it.
document.addEventListener('scroll', (event) => {
  if (current && !current.list.contains(event.target)) place(current.list, current.button, current.align);
}, true);
