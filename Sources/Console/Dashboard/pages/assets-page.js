import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, remove } from '../parts/api.js';
import { empty, pageHead, region } from '../parts/states.js';
import { confirmDialog } from '../parts/dialog.js';
import { moreButton } from '../parts/menu.js';
import { can, isOwn } from '../parts/session.js';
import { listen } from '../parts/events.js';
import { copyText } from '../parts/copy.js';
import { input, segments } from '../parts/form.js';
import { toast } from '../parts/toast.js';
import { bytes } from '../parts/words.js';
import { picture } from './templates-page.js';
import { upload } from './upload.js';

function facts(asset) {
  const list = asset.kind === 'font' ? [asset.family, asset.weight, asset.italic ? 'Italic' : null]
    : [asset.width && `${asset.width} × ${asset.height}`, asset.contentType?.split('/')[1]?.toUpperCase()];
  return [...list, bytes(asset.byteCount)].filter(Boolean).join(' · ');
}

async function erase(asset, refresh) {
  const done = await confirmDialog({
    title: `Delete “${asset.name}”?`, intro: 'This works only where no template uses it.', action: 'Delete asset',
    act: () => remove(`assets/${asset.id}`),
  });
  if (done) { toast(`“${asset.name}” is deleted`); refresh(); }
}

function card(asset, words, refresh) {
  const mayDelete = can('assets.deleteAny') || (can('templates.edit') && isOwn(asset));
  const view = asset.kind === 'font'
    ? el('div.specimen', picture(address(`assets/${asset.id}/specimen`,
      { text: words || 'The quick brown fox', size: 40 }), `Specimen of ${asset.family ?? asset.name}`))
    : picture(address(`assets/${asset.id}/content`), '');
  const reference = asset.kind === 'font' ? asset.family ?? asset.name : `asset:${asset.name}`;
  return el('li.card', el('div.card-picture', view),
    el('div.card-foot', el('div', el('strong.card-name', asset.name), el('div.card-facts', facts(asset))),
      moreButton(`Actions for ${asset.name}`, () => [
        { label: `Copy ${asset.kind === 'font' ? 'family' : 'reference'}`, icon: 'copy',
          act: async () => { await copyText(reference); toast(`Copied ${reference}`); } },
        { label: 'Open file', icon: 'external', href: address(`assets/${asset.id}/content`), download: asset.name },
        mayDelete && '-', mayDelete
          && { label: 'Delete…', icon: 'trash', danger: true, act: () => erase(asset, refresh) },
      ])));
}

function dropZone(uploads, refresh) {
  const picker = el('input',
    { type: 'file', multiple: true, accept: 'image/png,image/jpeg,.ttf,.otf',
      onchange: () => take(picker.files) });
  const take = (files) => { for (const file of files) upload(file, uploads, refresh); picker.value = ''; };
  const zone = el('label.drop', {
    ondragover: (event) => { event.preventDefault(); zone.classList.add('over'); },
    ondragleave: () => zone.classList.remove('over'),
    ondrop: (event) => { event.preventDefault(); zone.classList.remove('over'); take(event.dataTransfer.files); },
  }, picker, icon('upload'), el('strong', 'Drop images or fonts here, or choose files'),
  el('span.small', 'PNG, JPEG, TrueType or OpenType, up to 20 MB each'));
  return zone;
}

export default function assetsPage(main, context) {
  let kind = '';
  let words = '';
  const uploads = el('div.uploads', { role: 'status', 'aria-live': 'polite' });
  const refresh = () => list.refresh();
  const list = region(() => all('assets'), (assets) => {
    const shown = assets.filter((asset) => !kind || asset.kind === kind);
    if (!assets.length) return empty('assets', 'No assets yet',
      'Logos, photographs and fonts that templates use live here. A template calls an image asset:name and a font by its family.');
    if (!shown.length) return el('p.quiet', kind === 'font' ? 'No fonts yet.' : 'No images yet.');
    return el('ul.gallery', shown.map((asset) => card(asset, words, refresh)));
  }, { rows: 4, kind: 'card' });
  const specimen = input({ placeholder: 'The quick brown fox', 'aria-label': 'Specimen text', maxlength: '60' });
  let waiting;
  specimen.addEventListener('input',
    () => { words = specimen.value; clearTimeout(waiting); waiting = setTimeout(refresh, 250); });
  const bar = el('div.filters',
    segments('Kind', [['', 'All'], ['image', 'Images'], ['font', 'Fonts']], '',
      (value) => { kind = value; specimen.hidden = value !== 'font'; refresh(); }),
    el('div.field', specimen));
  specimen.hidden = true;
  listen(['asset'], context, refresh);
  main.append(pageHead('Assets', 'Images and fonts that your templates use.'));
  if (can('templates.edit')) main.append(dropZone(uploads, refresh), uploads);
  main.append(bar, list.node);
  fill(uploads);
}
