import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, get, post } from '../parts/api.js';
import { badge, pageHead, region } from '../parts/states.js';
import { confirmDialog } from '../parts/dialog.js';
import { can } from '../parts/session.js';
import { segments } from '../parts/form.js';
import { reload } from '../parts/router.js';
import { toast } from '../parts/toast.js';
import { time } from '../parts/words.js';
import { picture } from './templates-page.js';
import { changes } from './changes.js';

const picturePath = (id, revision, width) => address(`templates/${id}/thumbnail`, { revision, width });

function load(source) {
  return new Promise((resolve, reject) => {
    const image = el('img', { alt: '' });
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error('A revision could not be drawn.'));
    image.src = source;
  });
}

/** One picture over the other, with an edge that can be moved. */
function wipe(before, after, names) {
  const frame = el('div.compare');
  const slider = el('input', {
    type: 'range', min: '0', max: '100', value: '50', 'aria-label': `How much of ${names[0]} is shown`,
    oninput: () => frame.style.setProperty('--at', `${slider.value}%`),
  });
  frame.append(before, el('div.over', after), el('div.edge'), el('span.compare-tag.left', names[0]),
    el('span.compare-tag.right', names[1]), slider);
  return frame;
}

/** What is the same is pale, what differs is in colour. */
function difference(before, after) {
  const width = Math.max(before.naturalWidth, after.naturalWidth);
  const height = Math.max(before.naturalHeight, after.naturalHeight);
  const canvas = el('canvas', { width, height, role: 'img', 'aria-label': 'Where the two revisions differ' });
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const pixels = (image) => {
    pen.clearRect(0, 0, width, height);
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, width, height);
  };
  const one = pixels(before);
  const two = pixels(after);
  let changed = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const gap = Math.abs(one.data[at] - two.data[at]) + Math.abs(one.data[at + 1] - two.data[at + 1])
      + Math.abs(one.data[at + 2] - two.data[at + 2]) + Math.abs(one.data[at + 3] - two.data[at + 3]);
    if (gap > 6) changed += 1;
    const grey = 205 + (two.data[at] + two.data[at + 1] + two.data[at + 2]) / 15.3;
    two.data.set(gap > 6 ? [224, 36, 94, Math.min(255, 120 + gap)] : [grey, grey, grey, 255], at);
  }
  pen.putImageData(two, 0, 0);
  const share = (100 * changed) / (width * height);
  return el('div.stack', el('div.compare', canvas),
    el('p.quiet.small', changed ? `${share < 0.1 ? 'Less than 0.1' : share.toFixed(1)} % of the picture differs.`
      : 'Not a single pixel differs.'));
}

async function comparison(template, pair, way) {
  const [older, newer] = pair;
  const images = await Promise.all([older, newer].map((one) => load(picturePath(template.id, one, 1200))));
  const names = [`Revision ${older}`, `Revision ${newer}`];
  if (way === 'difference') return difference(...images);
  if (way === 'wipe') return wipe(images[0], images[1], names);
  return el('div.side-by-side',
    images.map((image, at) => el('figure.stack', el('div.compare', image), el('figcaption.quiet.small', names[at]))));
}

async function documents(template, pair) {
  const [before, after] = await Promise.all(pair.map((one) => get(`templates/${template.id}/revisions/${one}`)));
  const lines = changes(before.document, after.document);
  if (!lines.length) return el('p.quiet', 'The documents are the same.');
  return el('ul.changes', lines.slice(0, 80).map((line) => el('li', el('code', line.pointer),
    el('span', line.before !== undefined && el('del', line.before), ' ',
      line.after !== undefined && el('ins', line.after)))));
}

export default async function revisionsPage(main, context) {
  const template = await get(`templates/${context.parameters.id}`);
  const revisions = await all(`templates/${template.id}/revisions`);
  revisions.sort((one, two) => two.revision - one.revision);
  let chosen = revisions[0]?.revision;
  let way = 'wipe';
  const panel = el('div.stack');
  const list = el('ul.revision-list');

  async function restore() {
    const done = await confirmDialog({
      title: `Restore revision ${chosen}?`, intro: 'It becomes a new revision on top. Nothing is lost.',
      action: 'Restore', danger: false,
      act: () => post(`templates/${template.id}/revisions/${chosen}/restore`),
    });
    if (done) { toast(`Revision ${chosen} is current again`); reload(); }
  }

  function show() {
    const pair = [chosen, chosen === template.revision && revisions.length > 1 ? revisions[1].revision
      : template.revision].sort((a, b) => a - b);
    fill(list, revisions.map((one) => el('li', el('button.revision', {
      type: 'button', 'aria-current': String(one.revision === chosen),
      onclick: () => { chosen = one.revision; show(); },
    }, el('span.thumb', picture(picturePath(template.id, one.revision, 160), '')),
    el('span.cell-title', el('strong', `Revision ${one.revision} `,
      one.revision === template.revision ? badge('Current', 'accent') : null),
      el('span.quiet', time(one.savedAt), one.savedBy?.name ? ` · ${one.savedBy.name}` : ''))))));
    if (pair[0] === pair[1]) {
      fill(panel, el('p.quiet', 'There is one revision. Each save adds another, and here you see what changed.'),
        el('div.compare', picture(picturePath(template.id, chosen, 1200), `Revision ${chosen}`)));
      return;
    }
    fill(panel, el('div.section-head',
      segments('Compare', [['wipe', 'Slide'], ['side', 'Side by side'], ['difference', 'Difference']], way,
        (value) => { way = value; show(); }),
      can('templates.edit') && chosen !== template.revision
        && el('button.button', { type: 'button', onclick: restore }, icon('history'), `Restore revision ${chosen}`)),
    region(() => comparison(template, pair, way), (node) => node, { rows: 1, kind: 'card' }).node,
    el('h2', `What changed from ${pair[0]} to ${pair[1]}`),
    region(() => documents(template, pair), (node) => node, { rows: 2 }).node);
  }

  show();
  main.append(pageHead(`Revisions of ${template.name}`,
    'Every save is kept. Choose one to compare it with the current revision.',
    el('a.button', { href: `/templates/${template.id}` }, icon('left'), 'To the editor')),
    el('div.revisions', list, panel));
}
