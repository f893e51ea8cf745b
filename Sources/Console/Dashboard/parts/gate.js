import { el, fill } from './element.js';
import { mark } from './icons.js';
import { address } from './api.js';

/** The frame of pages for people who are not signed in: the mark, a title, a form, a line below. */
export function gate(main, title, intro, ...content) {
  document.title = `${title} · RenderStack`;
  fill(main, el('div.gate-card',
    el('div.gate-head', mark(40), el('h1', { tabindex: '-1' }, title), intro && el('p.quiet', intro)), content));
  (main.querySelector('[autofocus]') ?? main.querySelector('h1')).focus({ preventScroll: true });
}

/** The way in by the issuer: a page of its own, so a plain link. `back` is the page to open afterwards. */
export function issuerLink(features, back = '/templates') {
  return el('a.button.wide', { href: address('/oidc/start', { back }), target: '_self' },
    `Sign in with ${features.oidcLabel}`);
}
