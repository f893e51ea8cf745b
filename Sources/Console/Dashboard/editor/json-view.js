import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { send } from '../parts/api.js';
import { copyButton } from '../parts/copy.js';
import { toast } from '../parts/toast.js';
import { lineOf, places, pointerLine } from './json-places.js';

const WAIT_MILLISECONDS = 180;

/** Objects on one line where they fit, as people write templates. */
export function pretty(value, indent = '') {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const flat = Array.isArray(value) ? `[${value.map((one) => pretty(one)).join(', ')}]`
    : `{ ${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${pretty(one)}`).join(', ')} }`;
  const isDeep = Object.values(value).some((one) => one !== null && typeof one === 'object'
    && Object.values(one).some((two) => typeof two === 'object'));
  if (!isDeep && flat.length + indent.length < 76) return Object.keys(value).length ? flat : Array.isArray(value) ? '[]'
    : '{}';
  const inner = `${indent}  `;
  return Array.isArray(value) ? `[\n${value.map((one) => inner + pretty(one, inner)).join(',\n')}\n${indent}]`
    : `{\n${Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${pretty(one, inner)}`).join(',\n')}\n${indent}}`;
}

function parseFailure(text, error) {
  const offset = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
  return [{ line: lineOf(text, offset), detail: error.message.replace(/^JSON\.parse: /, '') }];
}

/** The document as text, with what is wrong at its line. */
export class JSONView {
  constructor(state) {
    this.state = state;
    this.gutter = el('div.json-gutter', { 'aria-hidden': 'true' });
    this.area = el('textarea.json-text',
      { spellcheck: false, wrap: 'off', 'aria-label': 'Template as JSON', readOnly: !state.editable,
        autocapitalize: 'off' });
    this.problems = el('ul.problem-list', { 'aria-label': 'Problems' });
    this.node = el('section.json', { 'aria-label': 'JSON' }, el('div.json-frame', this.gutter, this.area),
      el('div.json-foot', el('div.json-problems', { role: 'status' }, this.problems),
        copyButton(() => this.area.value, { plain: true })));
    this.area.addEventListener('scroll', () => { this.gutter.scrollTop = this.area.scrollTop; });
    this.area.addEventListener('input',
      () => {
        this.number([]);
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.check(), WAIT_MILLISECONDS);
      });
    this.area.addEventListener('keydown', (event) => this.tab(event));
  }

  /** Tab writes two blanks; after Escape it leaves the field, so that nobody is caught in it. */
  tab(event) {
    if (event.key === 'Escape') this.leaving = true;
    else if (event.key === 'Tab' && !event.shiftKey && !this.leaving && this.state.editable) {
      event.preventDefault();
      document.execCommand('insertText', false, '  ');
    } else if (event.key !== 'Tab') this.leaving = false;
  }

  /** What was typed is kept for the way back, as long as the document stays what it is. */
  leave() {
    this.draft = { text: this.area.value, document: this.state.document };
    if (this.isWrong) toast('The JSON has mistakes: you see the last valid version. Your text is kept under JSON.', 'info');
  }

  show() {
    const isKept = this.draft?.document === this.state.document;
    this.area.value = isKept ? this.draft.text : pretty(this.state.document);
    this.draft = null;
    this.number([]);
    this.check();
  }

  number(lines) {
    const marked = new Set(lines);
    const count = this.area.value.split('\n').length;
    fill(this.gutter, Array.from({ length: count },
      (_, at) => el('span', { class: marked.has(at + 1) ? 'wrong' : undefined }, String(at + 1))));
    this.gutter.scrollTop = this.area.scrollTop;
  }

  async check() {
    const text = this.area.value;
    this.abort?.abort();
    this.abort = new AbortController();
    let document;
    try {
      document = JSON.parse(text);
    } catch (error) {
      this.report(parseFailure(text, error));
      return;
    }
    try {
      await send('POST', 'preview', { body: { document, scale: 0.1 }, signal: this.abort.signal });
    } catch (problem) {
      if (problem.name === 'AbortError') return;
      const map = places(text);
      this.report(problem.errors.length ? problem.errors.map((one) => {
        const pointer = one.pointer.replace(/^\/document(?=\/|$)/, '');
        return { line: pointerLine(text, map, pointer), pointer, detail: one.detail };
      }) : [{ line: 1, detail: problem.message }]);
      return;
    }
    this.report([]);
    if (JSON.stringify(document) !== JSON.stringify(this.state.document)) {
      this.state.change((copy) => {
        for (const key of Object.keys(copy)) delete copy[key];
        Object.assign(copy, document);
      }, { key: 'json', source: 'json' });
    }
  }

  report(problems) {
    this.isWrong = problems.length > 0;
    this.number(problems.map((one) => one.line));
    fill(this.problems, problems.length
      ? problems.map((one) => el('li', el('button.problem', { type: 'button', onclick: () => this.goto(one.line) },
      icon('warning'), el('span', `Line ${one.line}`), one.pointer && el('code', one.pointer),
      el('span.problem-text', one.detail))))
      : el('li.quiet.small.fine', icon('check'), 'A valid template'));
  }

  goto(line) {
    const start = this.area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const end = this.area.value.indexOf('\n', start);
    this.area.focus();
    this.area.setSelectionRange(start, end < 0 ? this.area.value.length : end);
    this.area.scrollTop = Math.max(0, (line - 6) * 20);
  }
}
