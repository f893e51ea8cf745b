import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, all, post } from '../parts/api.js';
import { segments, field, form, input, submitButton } from '../parts/form.js';
import { openDialog } from '../parts/dialog.js';
import { region } from '../parts/states.js';
import { navigate } from '../parts/router.js';
import { toast } from '../parts/toast.js';
import { picture } from './templates-page.js';

const SIZES = [['1200x630', 'Social card', 1200, 630], ['1080x1080', 'Square post', 1080, 1080],
  ['1080x1920', 'Story', 1080, 1920],
  ['1600x900', 'Slide', 1600, 900], ['1200x400', 'Mail header', 1200, 400]];

function blankDocument(name, width, height) {
  return {
    version: 1, name, width, height, background: '#ffffff',
    layers: [{
      type: 'text', name: 'title', dynamic: true, x: Math.round(width * 0.08), y: Math.round(height * 0.36),
      width: Math.round(width * 0.84),
      height: Math.round(height * 0.28), text: 'Hello', fontWeight: 700,
      fontSize: Math.round(Math.min(width, height) / 9), fill: '#17171c',
      verticalAlign: 'middle', fit: { mode: 'shrink', min: 16 },
    }],
  };
}

async function create(path, body, dialog) {
  const made = await post(path, body);
  dialog().close();
  navigate(`/templates/${made.id}`);
}

/** The one that the documentation speaks of comes first. */
const ordered = (items) => items.toSorted((one, two) =>
  Number(two.name === 'social-card') - Number(one.name === 'social-card'));

function samples(dialog) {
  const take = async (sample, button) => {
    button.classList.add('busy');
    try {
      await create(`samples/${encodeURIComponent(sample.name)}`, {}, dialog);
    } catch (problem) {
      button.classList.remove('busy');
      toast(problem.message, 'error');
    }
  };
  return region(() => all('samples'), (items) => el('div.sample-grid', ordered(items).map((sample) => {
    const button = el('button.sample', { type: 'button', onclick: () => take(sample, button) },
      picture(sample.thumbnail ?? address(`samples/${encodeURIComponent(sample.name)}/thumbnail`, { width: 400 }), ''),
      el('span.cell-title', el('strong', sample.title ?? sample.name),
        el('span.quiet', `${sample.width} × ${sample.height}`)));
    return button;
  })), { rows: 3, kind: 'card' }).node;
}

function blank(dialog) {
  const width = input({ type: 'number', min: '1', max: '8192', value: '1200', required: true });
  const height = input({ type: 'number', min: '1', max: '8192', value: '630', required: true });
  const node = form({}, (values) => create('templates',
    { document: blankDocument(values.name, Number(values.width), Number(values.height)) }, dialog),
  field('Name', input({ required: true, maxlength: '200', autofocus: true, placeholder: 'Product launch' }),
    { name: 'name' }),
  el('div.row', SIZES.map(([, label, w, h]) => el('button.button.compact', {
    type: 'button', onclick: () => { width.value = w; height.value = h; },
  }, `${label} ${w} × ${h}`))),
  el('div.row', field('Width', width, { name: 'width' }), field('Height', height, { name: 'height' })));
  node.append(el('div.actions', submitButton('Create template', node)));
  return node;
}

/** JSON by file, by dropping, or pasted; the server's problems are listed with their pointers. */
function json(dialog) {
  const area = el('textarea.input.mono',
    { rows: '10', spellcheck: false, required: true, placeholder: '{ "version": 1, "name": "…", "width": 1200, … }' });
  const problems = el('ul.problem-list');
  const picker = el('input', { type: 'file', accept: '.json,application/json', onchange: () => read(picker.files[0]) });
  const drop = el('label.drop', {
    ondragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove('over'); read(event.dataTransfer.files[0]); },
  }, picker, icon('upload'), el('strong', 'Drop a template file'), el('span.small', 'or choose one'));
  const read = async (file) => { if (file) area.value = await file.text(); };
  const node = form({}, async () => {
    fill(problems);
    let document;
    try {
      document = JSON.parse(area.value);
    } catch (error) {
      fill(problems, el('li', `This is not JSON: ${error.message}`));
      return;
    }
    try {
      await create('templates', { document }, dialog);
    } catch (problem) {
      if (!problem.errors.length) throw problem;
      fill(problems, problem.errors.map((one) => el('li', el('code', one.pointer || '/'), ` ${one.detail}`)));
    }
  }, drop, field('Or paste JSON', area), el('div', { role: 'alert' }, problems));
  node.append(el('div.actions', submitButton('Import', node)));
  return node;
}

/** Starts a template: from a sample, blank, or from JSON. */
export function newTemplate() {
  const body = el('div');
  let dialog;
  const ways = { sample: samples, blank, json };
  const show = (way) => fill(body, ways[way](() => dialog));
  dialog = openDialog({
    title: 'New template', wide: true,
    body: [el('div', segments('Start from', [['sample', 'Sample'], ['blank', 'Blank'], ['json', 'Import JSON']],
      'sample', show)), body],
  });
  show('sample');
}
