import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { all, get, send } from '../parts/api.js';
import { confirmDialog } from '../parts/dialog.js';
import { segments } from '../parts/form.js';
import { listen } from '../parts/events.js';
import { guardLeaving, reload } from '../parts/router.js';
import { can } from '../parts/session.js';
import { toast } from '../parts/toast.js';
import { Canvas } from './canvas.js';
import { DocumentState, readable } from './document-state.js';
import { JSONView } from './json-view.js';
import { LayerList } from './layer-list.js';
import { Playground } from './playground.js';
import { PropertyForm } from './property-form.js';

/** Families that every server has; those of uploaded fonts come before them. */
const FAMILIES = ['Inter', 'Inter Display', 'Noto Sans', 'Noto Serif', 'Noto Sans Mono', 'Noto Sans Arabic',
  'Noto Sans Hebrew', 'Noto Sans Devanagari', 'Noto Sans Thai', 'Noto Sans CJK JP', 'Noto Color Emoji'];

function addStyle() {
  if (document.querySelector('link[href$="editor.css"]')) return null;
  const link = el('link', { rel: 'stylesheet', href: '/dashboard/style/editor.css' });
  document.head.append(link);
  return new Promise((resolve) => { link.onload = resolve; link.onerror = resolve; });
}

async function load(id) {
  const answer = await send('GET', `templates/${id}`);
  return { template: await answer.json(), tag: answer.headers.get('ETag') };
}

/** Saves as a new revision. Somebody else's newer revision is never overwritten without a word. */
class Saving {
  constructor(state, template, tag) {
    Object.assign(this, { state, template, tag });
    this.isOurs = false;
  }

  async save(force = false) {
    const sent = this.state.document;
    const headers = force ? { 'If-Match': '*' } : { 'If-Match': this.tag };
    this.isOurs = true;
    try {
      const answer = await send('PUT', `templates/${this.template.id}`, { body: { document: sent }, headers });
      const item = await answer.json().catch(() => null);
      this.tag = answer.headers.get('ETag') ?? this.tag;
      Object.assign(this.template, item ?? {});
      this.state.markSaved(sent);
      toast(`Saved as revision ${this.template.revision}`);
    } catch (problem) {
      if (problem.status === 412) await this.conflict();
      else toast(problem.errors[0] ? `${problem.errors[0].pointer} ${problem.errors[0].detail}` : problem.message,
        'error');
    } finally {
      setTimeout(() => { this.isOurs = false; }, 1500);
    }
  }

  async conflict() {
    const over = await confirmDialog({
      title: 'Somebody saved before you',
      intro: 'There is a newer revision than the one that you started from. Saving yours puts it on top; theirs stays among the revisions.',
      action: 'Save mine on top',
    });
    if (!over) return;
    const fresh = await load(this.template.id);
    this.tag = fresh.tag;
    await this.save();
  }
}

function topBar(state, template, saving, mode) {
  const undo = el('button.icon-button',
    { type: 'button', 'aria-label': 'Undo', title: 'Undo (Ctrl Z)', onclick: () => state.undo() }, icon('undo'));
  const redo = el('button.icon-button',
    { type: 'button', 'aria-label': 'Redo', title: 'Redo (Ctrl Shift Z)', onclick: () => state.redo() }, icon('redo'));
  const status = el('span.quiet.small.save-state', { role: 'status' });
  const save = el('button.button.primary', {
    type: 'button', onclick: async () => {
      save.classList.add('busy');
      await saving.save();
      save.classList.remove('busy');
    },
  }, 'Save');
  const title = el('h1', { tabindex: '-1' }, template.name);
  const node = el('header.editor-bar',
    el('a.icon-button', { href: '/templates', 'aria-label': 'All templates' }, icon('left')),
    el('div.editor-title', title, status),
    segments('View', [['design', 'Design', 'shape'], ['json', 'JSON', 'json'], ['play', 'Playground', 'bolt']],
      'design', mode),
    el('div.actions', state.editable ? [undo, redo] : null,
      el('a.icon-button', { href: `/templates/${template.id}/revisions`, 'aria-label': 'Revisions',
        title: 'Revisions' }, icon('history')), state.editable && save));
  function update() {
    undo.disabled = !state.past.length;
    redo.disabled = !state.future.length;
    const dirty = state.isDirty;
    save.disabled = !dirty;
    title.textContent = state.document.name ?? template.name;
    status.textContent = !state.editable ? 'View only' : dirty ? 'Unsaved changes' : `Revision ${template.revision}`;
    document.title = `${dirty ? '• ' : ''}${title.textContent} · RenderStack`;
  }
  return { node, update, save };
}

function shortcuts(state, bar, context) {
  const keys = (event) => {
    if (!(event.ctrlKey || event.metaKey) || document.querySelector('dialog[open]')) return;
    const key = event.key.toLowerCase();
    const isTyping = event.target.matches?.('input, textarea');
    if (key === 's') {
      event.preventDefault();
      if (!bar.save.disabled) bar.save.click();
    } else if (key === 'z' && !event.target.matches?.('.json-text')) {
      event.preventDefault();
      if (event.shiftKey) state.redo(); else state.undo();
    } else if (key === 'y' && !isTyping) {
      event.preventDefault();
      state.redo();
    } else if (key === 'd' && state.selection && state.editable && !isTyping) {
      event.preventDefault();
      state.duplicate(state.selection);
    }
  };
  const unload = (event) => { if (state.isDirty && state.editable) event.preventDefault(); };
  document.addEventListener('keydown', keys);
  window.addEventListener('beforeunload', unload);
  context.onLeave(() => {
    document.removeEventListener('keydown', keys);
    window.removeEventListener('beforeunload', unload);
  });
  guardLeaving(() => (!state.isDirty || !state.editable ? true : confirmDialog({
    title: 'Leave without saving?', intro: 'Your changes to this template are lost.', action: 'Leave',
  })));
}

async function lists() {
  const assets = await all('assets').catch(() => []);
  const fonts = assets.filter((one) => one.kind === 'font').map((one) => one.family).filter(Boolean);
  return { families: [...new Set([...fonts, ...FAMILIES])],
    assets: assets.filter((one) => one.kind !== 'font').map((one) => `asset:${one.name}`) };
}

export default async function editorPage(main, context) {
  const [{ template, tag }, schema,
    known] = await Promise.all([load(context.parameters.id), get('schema'), lists(), addStyle()]);
  if (!context.isCurrent()) return;
  const state = new DocumentState(readable(template.document), can('templates.edit'));
  const spoken = el('div.spoken', { role: 'status', 'aria-live': 'polite' });
  const canvas = new Canvas(state, {
    announce: (text) => { spoken.textContent = text; }, edit: () => properties.focusContent(),
  });
  const list = new LayerList(state, schema);
  const properties = new PropertyForm(state, schema, known, (path) => canvas.boxOf(path));
  const text = new JSONView(state);
  const playground = new Playground(state, template, known);
  const saving = new Saving(state, template, tag);
  const desk = el('div.desk');
  let mode = 'design';

  function show(next) {
    if (mode === 'json' && next !== 'json') text.leave();
    mode = next;
    desk.className = `desk ${mode}`;
    fill(desk, ...(mode === 'design' ? [list.node, canvas.node, properties.node] : mode === 'json'
      ? [text.node, canvas.node] : [playground.node]));
    if (mode === 'json') text.show();
    if (mode === 'play') playground.open();
    else canvas.update();
  }

  const bar = topBar(state, template, saving, show);
  state.listen((what, source) => {
    if (what === 'document') {
      if (mode !== 'play') canvas.update();
      if (mode === 'design') { list.draw(); if (source !== 'form') properties.draw(); }
      if (mode === 'json' && source !== 'json') text.show();
    } else if (what === 'selection') {
      if (mode === 'design') { list.draw(); properties.draw(); }
      canvas.drawMarks();
    }
    bar.update();
  });
  shortcuts(state, bar, context);
  listen(['template'], context, (event) => {
    if (event.id !== template.id || saving.isOurs) return;
    if (event.action === 'delete') toast('This template was deleted by somebody else.', 'error', { seconds: 60 });
    else if (state.isDirty) toast('Somebody else saved this template. Yours will go on top when you save.', 'info');
    else reload();
  });
  context.onLeave(() => { canvas.end(); playground.end(); });
  main.append(el('div.editor', bar.node, desk, spoken, properties.lists));
  show('design');
  bar.update();
}
