import { el } from './element.js';
import { icon } from './icons.js';

/** Puts text on the clipboard, by the older way where the page is not served securely. */
export async function copyText(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = el('textarea.spoken', { value: text });
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

/** A button that copies what `text()` gives and says that it did. */
export function copyButton(text, { label = 'Copy', plain = false } = {}) {
  const words = el('span', label);
  const sign = el('span.sign', icon('copy'));
  const button = el(`button.button${plain ? '.plain' : ''}.copy`, {
    type: 'button', 'aria-live': 'polite',
    onclick: async () => {
      await copyText(typeof text === 'function' ? text() : text);
      words.textContent = 'Copied';
      sign.replaceChildren(icon('check'));
      button.classList.add('done');
      setTimeout(() => {
        words.textContent = label;
        sign.replaceChildren(icon('copy'));
        button.classList.remove('done');
      }, 2000);
    },
  }, sign, words);
  return button;
}

/** A block of code with its name and a copy button. */
export function codeBlock(title, code, language) {
  return el('figure.code', el('figcaption', el('span', title), copyButton(code, { label: `Copy`, plain: true })),
    el('pre', { tabindex: '0', 'aria-label': `${title} code` },
      el('code', { data: { language: language ?? '' } }, code)));
}

/** One line to copy, such as a link or a key. */
export function copyLine(label, text) {
  const box = el('input.input.mono',
    { type: 'text', readOnly: true, value: text, 'aria-label': label, onfocus: () => box.select() });
  return el('div.copy-line', box, copyButton(text));
}
