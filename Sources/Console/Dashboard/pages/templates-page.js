import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, get, post, remove } from '../parts/api.js';
import { empty, pageHead, region } from '../parts/states.js';
import { confirmDialog } from '../parts/dialog.js';
import { readable } from '../editor/document-state.js';
import { moreButton } from '../parts/menu.js';
import { can, isOwn } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { navigate } from '../parts/router.js';
import { toast } from '../parts/toast.js';
import { plural, time } from '../parts/words.js';
import { newTemplate } from './new-template.js';

/** The address of a picture of a template; the revision in it makes it safe to keep. */
export function thumbnail(template, width = 640) {
  return address(`templates/${template.id}/thumbnail`, { revision: template.revision, width });
}

/** A picture that says so when it cannot be drawn. */
export function picture(source, alt, attributes = {}) {
  const image = el('img', { src: source, alt, loading: 'lazy', decoding: 'async', ...attributes });
  image.addEventListener('error', () => image.replaceWith(el('span.picture-missing', icon('image'), 'No preview')));
  return image;
}

async function exportDocument(template) {
  const { document: content } = await get(`templates/${template.id}`);
  const url = URL.createObjectURL(new Blob([JSON.stringify(readable(content), null, 2)], { type: 'application/json' }));
  el('a', { href: url, download: `${template.slug}.json` }).click();
  URL.revokeObjectURL(url);
}

async function duplicate(template) {
  try {
    const copy = await post(`templates/${template.id}/duplicate`);
    toast(`“${copy.name}” was made`);
    navigate(`/templates/${copy.id}`);
  } catch (problem) {
    toast(problem.message, 'error');
  }
}

async function erase(template, refresh) {
  const done = await confirmDialog({
    title: `Delete “${template.name}”?`,
    intro: `All ${plural(template.revision, 'revision')} are removed, and requests for ${template.slug} are answered 404 from now on.`,
    action: 'Delete template', act: () => remove(`templates/${template.id}`),
  });
  if (done) { toast(`“${template.name}” is deleted`); refresh(); }
}

function menu(template, refresh) {
  const mayDelete = can('templates.deleteAny') || (can('templates.edit') && isOwn(template));
  return [
    { label: can('templates.edit') ? 'Edit' : 'Open', icon: 'templates', href: `/templates/${template.id}` },
    { label: 'Revisions', icon: 'history', href: `/templates/${template.id}/revisions` },
    can('templates.edit') && { label: 'Duplicate', icon: 'copy', act: () => duplicate(template) },
    { label: 'Export JSON', icon: 'down', act: () => exportDocument(template) },
    mayDelete && '-', mayDelete
      && { label: 'Delete…', icon: 'trash', danger: true, act: () => erase(template, refresh) },
  ];
}

function card(template, refresh) {
  const facts = [template.width && `${template.width} × ${template.height}`,
    template.dynamicLayers && plural(template.dynamicLayers.length, 'dynamic layer')];
  return el('li.card', { data: { id: template.id } },
    el('div.card-picture', picture(thumbnail(template), '')),
    el('div.card-foot', el('div', el('a.card-name', { href: `/templates/${template.id}` }, template.name),
      el('div.card-facts', el('span', facts.filter(Boolean).join(' · ')),
        el('span', 'Edited ', time(template.updatedAt)))),
    moreButton(`Actions for ${template.name}`, () => menu(template, refresh))));
}

export default function templatesPage(main, context) {
  const create = () => newTemplate(() => list.refresh());
  const button = () => el('button.button.primary', { type: 'button', onclick: create }, icon('plus'), 'New template');
  const list = region(() => all('templates'), (templates) => {
    if (templates.length) return el('ul.gallery', templates.map((one) => card(one, () => list.refresh())));
    if (!can('templates.edit')) return empty('templates', 'No templates yet',
      'When somebody makes a template it appears here.');
    return empty('templates', 'Your first template',
      'A template is a design with layers that a request may fill with new words and pictures. Start from a sample and change it.', button());
  }, { rows: 6, kind: 'card' });
  listen(['template', 'asset'], context, () => list.refresh());
  main.append(pageHead('Templates', 'Design once, then make as many pictures as you have words.',
    can('templates.edit') && button()), list.node);
}
