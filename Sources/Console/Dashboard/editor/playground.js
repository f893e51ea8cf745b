import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { post } from '../parts/api.js';
import { codeBlock, copyLine } from '../parts/copy.js';
import { field, form, input, segments, selectField, submitButton } from '../parts/form.js';
import { can, session } from '../parts/session.js';
import { milliseconds } from '../parts/words.js';
import { walk } from './document-state.js';
import { Preview } from './preview.js';
import { languages } from './snippets.js';
import { signingLanguages, signingSnippet } from './signing-snippets.js';

const HINTS = { src: 'An image: asset:name', data: 'What the code says', fill: 'A colour' };
const MAIN = { text: ['text'], image: ['src'], qrcode: ['data'], barcode: ['data'], svg: ['src'] };

function dynamicLayers(document) {
  const found = [];
  walk(document, (layer) => { if (layer.dynamic && layer.name) found.push(layer); });
  return found;
}

/** Try a template as a request does, and take the request away in a language of choice. */
export class Playground {
  constructor(state, template, { assets }) {
    Object.assign(this, { state, template, assets });
    this.layers = {};
    this.options = {};
    this.way = 'curl';
    this.key = '';
    this.picture = el('canvas.play-picture', { role: 'img', 'aria-label': 'The picture that this request gives' });
    this.facts = el('p.quiet.small.number', { role: 'status' });
    this.snippet = el('div.stack');
    this.preview = new Preview({
      request: () => ({ document: state.document, layers: this.layers, ...this.options,
        scale: this.options.scale ?? 1 }),
      show: (answer) => this.show(answer), fail: (problem) => fill(this.facts, el('span.field-error', problem.message)),
    });
    this.node = el('section.playground', { 'aria-label': 'Playground' });
  }

  open() {
    const keyBox = field('GET key',
      input({ value: this.key, placeholder: 'rs_get_…',
        oninput: (event) => { this.key = event.target.value.trim(); this.drawSnippet(); } }),
      { hint: 'For the <img> and the signed URL. It stays in this page.', optional: true });
    fill(this.node, el('div.play-form', el('h2', 'Values'), this.values(), el('h2', 'Output'), this.output(), keyBox),
      el('div.play-result', el('div.big-picture', this.picture), this.facts,
        el('div.play-tabs', segments('Language',
          [...languages.map(([id, label]) => [id, label]), ['signed', 'Signed URL']], this.way,
          (way) => { this.way = way; this.drawSnippet(); })), this.snippet));
    this.changed();
  }

  values() {
    const layers = dynamicLayers(this.state.document);
    if (!layers.length) return el('p.quiet',
      'No layer is dynamic. Turn on “Dynamic” for a layer in Design, and it can be filled from here.');
    return el('div.stack', layers.map((layer) => {
      const names = MAIN[layer.type] ?? ['fill'];
      return names.map((name) => this.value(layer, name));
    }));
  }

  value(layer, name) {
    const initial = this.layers[layer.name]?.[name] ?? '';
    const standing = typeof layer[name] === 'string' ? layer[name] : '';
    const set = (event) => this.set(layer.name, name, event.target.value);
    const control = name === 'text'
      ? el('textarea.input', { rows: '2', value: initial, placeholder: standing, oninput: set })
      : input({ value: initial, placeholder: standing.length < 60 ? standing : '', oninput: set,
        list: name === 'src' ? 'list-assets' : undefined });
    return field(layer.name, control, { hint: HINTS[name] });
  }

  set(layer, name, value) {
    const properties = { ...this.layers[layer] };
    if (value === '') delete properties[name];
    else properties[name] = value;
    if (Object.keys(properties).length) this.layers[layer] = properties;
    else delete this.layers[layer];
    this.changed();
  }

  output() {
    const set = (name, value) => {
      if (value === '' || value === undefined) delete this.options[name];
      else this.options[name] = value;
      this.changed();
    };
    const number = (name, attributes) => input({ type: 'number', value: this.options[name] ?? '', ...attributes,
      oninput: (event) => { if (event.target.checkValidity()) set(name,
        event.target.value === '' ? '' : Number(event.target.value)); } });
    return el('div.play-output',
      selectField('Format', [['', 'PNG'], ['jpeg', 'JPEG']],
        { value: this.options.format ?? '', onchange: (event) => set('format', event.target.value) }),
      field('Scale', number('scale', { min: '0.1', max: '4', step: '0.1', placeholder: '1' })),
      field('Width', number('width', { min: '1', max: '8192', placeholder: String(this.state.document.width) })),
      field('Height', number('height', { min: '1', max: '8192', placeholder: String(this.state.document.height) })));
  }

  changed() {
    this.preview.update();
    this.drawSnippet();
  }

  show({ bitmap, report, milliseconds: took }) {
    this.picture.width = bitmap.width;
    this.picture.height = bitmap.height;
    this.picture.getContext('2d').drawImage(bitmap, 0, 0);
    fill(this.facts, `${bitmap.width} × ${bitmap.height}, there and back in ${milliseconds(took)}`,
      report && [' · ', report]);
    bitmap.close();
  }

  get request() {
    return { template: this.state.document.slug ?? this.template.slug, layers: this.layers, options: this.options };
  }

  drawSnippet() {
    if (this.way === 'signed') { fill(this.snippet, this.signed()); return; }
    const [, title, make] = languages.find(([id]) => id === this.way);
    fill(this.snippet,
      this.state.isDirty && el('div.notice.warn', icon('info'),
        'Requests draw the saved template. Save to see your changes there.'),
      codeBlock(title, make(session.publicURL, this.request, this.key), this.way),
      this.way === 'img' && !this.key
        && el('p.quiet.small', 'Put a GET key above, or ', el('a', { href: '/keys' }, 'create one'),
          '. The page has to be on an ', el('a', { href: '/settings#hosts' }, 'Allowed Host'), '.'));
  }

  signed() {
    return el('div.stack', el('p.quiet',
      'A signed URL needs no Referer: it works in mail, in messengers, and where a page sends none. It holds exactly this request until it ends.'),
      can('templates.edit') ? this.signer() : null, el('h2', 'Or sign on your own server'), this.signingCode());
  }

  signer() {
    const result = el('div.stack', { role: 'status' });
    const node = form({}, async (values) => {
      const made = await post('sign', {
        template: this.request.template, layers: this.layers, options: this.options,
        expiresInSeconds: Number(values.expires), apiKey: this.key || undefined,
      });
      fill(result, copyLine('Signed URL', made.url),
        el('p.quiet.small', `Works until ${new Date(made.exp * 1000).toLocaleString()}, wherever it is opened.`));
    }, selectField('Ends', [['3600', 'In an hour'], ['86400', 'In a day'], ['604800', 'In a week'],
      ['2592000', 'In 30 days'], ['31536000', 'In a year']], { name: 'expires', value: '604800' }));
    node.append(el('div.actions', submitButton('Sign', node)), result);
    return node;
  }

  signingCode() {
    const place = el('div');
    const show = async (language) => {
      this.language = language;
      const [, title] = signingLanguages.find(([id]) => id === language);
      try {
        fill(place, codeBlock(title,
          await signingSnippet(language, session.publicURL, this.request, this.key || 'rs_get_YOUR_KEY'), language));
      } catch (problem) {
        fill(place, el('p.field-error', problem.message));
      }
    };
    show(this.language ?? 'node');
    return el('div.stack', el('div.play-tabs',
      segments('Language of the signing code', signingLanguages, this.language ?? 'node', show)), place);
  }

  end() {
    this.preview.end();
  }
}
