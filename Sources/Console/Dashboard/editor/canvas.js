import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { attachMenu } from '../parts/menu.js';
import { milliseconds } from '../parts/words.js';
import { at, pointer, samePath, walk } from './document-state.js';
import { bounds } from './arranging.js';
import { contains } from './snapping.js';
import { attachGestures } from './gestures.js';
import { Preview } from './preview.js';

const ZOOMS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2];
const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];
const FREE = new Set(['line', 'polygon', 'path']);

/** The picture that the server draws, and over it what is selected. */
export class Canvas {
  /** `announce(text)` speaks; `edit()` takes somebody to the words of the selected layer. */
  constructor(state, { announce, edit }) {
    Object.assign(this, { state, announce, edit });
    this.boxes = new Map();
    this.zoom = null;
    this.picture = el('canvas.picture', { 'aria-hidden': 'true' });
    this.marks = el('div.marks', { 'aria-hidden': 'true' });
    this.stage = el('div.stage', {
      tabindex: '0', role: 'application', 'aria-roledescription': 'canvas',
      'aria-label': 'Canvas. Arrow keys move the selected layer, with Shift by ten pixels, with Alt they resize it. Enter edits its content, Delete removes it, Ctrl A selects all.',
    }, this.picture, this.marks);
    this.room = el('div.room', this.stage);
    this.note = el('div.canvas-note', { role: 'status', 'aria-live': 'polite' });
    this.clock = el('span.quiet.small.number');
    this.zoomButton = attachMenu(el('button.button.compact.plain.number', { type: 'button', 'aria-label': 'Zoom' }),
      () => [
      { label: 'Fit', checked: this.zoom === null, act: () => this.setZoom(null) },
      ...ZOOMS.map((zoom) => ({ label: `${zoom * 100} %`, checked: this.zoom === zoom,
        act: () => this.setZoom(zoom) })),
    ]);
    this.node = el('section.canvas', { 'aria-label': 'Canvas' }, this.room,
      el('div.canvas-foot', this.note, this.clock, this.zoomButton));
    this.preview = new Preview({
      request: () => ({ document: state.document, scale: this.pixelScale() }), show: (answer) => this.show(answer),
      fail: (problem) => this.fail(problem),
    });
    this.watcher = new ResizeObserver(() => this.layOut());
    this.watcher.observe(this.room);
    attachGestures(this);
  }

  get scale() {
    if (this.zoom !== null) return this.zoom;
    const { width, height } = this.state.document;
    const room = this.room.getBoundingClientRect();
    return Math.max(0.02, Math.min((room.width - 48) / width, (room.height - 48) / height, 1.5));
  }

  /** As many pixels as are seen, and not more. */
  pixelScale() {
    const { width, height } = this.state.document;
    const wanted = Math.min(this.scale * (devicePixelRatio || 1), 2400 / Math.max(width, height));
    return Math.min(4, Math.max(0.1, Math.round(wanted * 100) / 100));
  }

  setZoom(zoom) {
    this.zoom = zoom;
    this.layOut();
    this.preview.update();
  }

  layOut() {
    const { width, height } = this.state.document;
    const scale = this.scale;
    this.stage.style.width = `${width * scale}px`;
    this.stage.style.height = `${height * scale}px`;
    this.zoomButton.textContent = this.zoom === null ? `Fit ${Math.round(scale * 100)} %`
      : `${Math.round(scale * 100)} %`;
    this.drawMarks();
  }

  update() {
    this.layOut();
    this.preview.update();
  }

  show({ bitmap, boxes, report, milliseconds: took }) {
    this.picture.width = bitmap.width;
    this.picture.height = bitmap.height;
    this.picture.getContext('2d').drawImage(bitmap, 0, 0);
    bitmap.close();
    this.node.classList.remove('stale');
    this.clock.textContent = milliseconds(took);
    if (boxes) this.boxes = new Map(boxes.map((box) => [box.id, box]));
    fill(this.note, report ? [icon('info'), el('span', report)] : null);
    this.note.classList.remove('bad');
    this.drawMarks();
  }

  fail(problem) {
    this.node.classList.add('stale');
    const first = problem.errors?.[0];
    fill(this.note, icon('warning'), el('span', first ? `${first.pointer} ${first.detail}` : problem.message));
    this.note.classList.add('bad');
  }

  /** The box of a layer on the canvas: where the document gives one, that; else what the server laid out. */
  boxOf(path) {
    const layer = at(this.state.document, path);
    if (!layer) return null;
    const known = this.boxes.get(pointer(path));
    let [x, y] = [layer.x ?? 0, layer.y ?? 0];
    for (let depth = 2; depth < path.length; depth += 2) {
      const parent = at(this.state.document, path.slice(0, depth));
      x += parent?.x ?? 0;
      y += parent?.y ?? 0;
    }
    const free = FREE.has(layer.type) && known;
    return {
      x: free ? known.x : x, y: free ? known.y : y, width: free ? known.width : layer.width ?? known?.width ?? 0,
      height: free ? known.height : layer.height ?? known?.height ?? 0, rotation: layer.rotation ?? 0,
    };
  }

  isResizable(path) {
    return !FREE.has(at(this.state.document, path)?.type);
  }

  /** The topmost layer at a point; a group as one unless `deep` or something in it is selected. */
  hit(x, y, deep) {
    let found = null;
    walk(this.state.document, (layer, path) => {
      if (layer.visible === false || (layer.type === 'group' && layer.children?.length)) return;
      const box = this.boxOf(path);
      if (box && box.width > 0 && contains(box, x, y)) found = path;
    });
    if (!found || deep || found.length === 2) return found;
    const selected = this.state.selection;
    const within = selected && selected.length > 2 && samePath(selected.slice(0, 2), found.slice(0, 2));
    return within ? found : found.slice(0, 2);
  }

  point(event) {
    const box = this.stage.getBoundingClientRect();
    return { x: (event.clientX - box.left) / this.scale, y: (event.clientY - box.top) / this.scale };
  }

  place(node, box) {
    const scale = this.scale;
    Object.assign(node.style, {
      left: `${box.x * scale}px`, top: `${box.y * scale}px`, width: `${box.width * scale}px`,
      height: `${box.height * scale}px`,
      transform: box.rotation ? `rotate(${box.rotation}deg)` : '',
    });
    return node;
  }

  /** The box of the selected layer with all that is pulled by mouse. */
  markOne() {
    const { selection, editable } = this.state;
    const box = selection && this.boxOf(selection);
    if (!box) return null;
    const isOurs = editable && this.isResizable(selection);
    const handles = isOurs ? HANDLES.map((name) => el(`span.handle.${name}`, { data: { handle: name } })) : [];
    const rotator = isOurs && el('span.rotator', { data: { handle: 'rotate' }, title: 'Turn; with Shift by 15°' });
    return this.place(el('div.selection', rotator, handles,
      el('span.selection-size', this.measure ?? `${Math.round(box.width)} × ${Math.round(box.height)}`)), box);
  }

  /** A box around each of the selected layers, and one around all of them. */
  markSeveral() {
    const boxes = this.state.selected.map((path) => this.boxOf(path)).filter(Boolean);
    const tag = el('span.selection-size', this.measure ?? `${boxes.length} layers`);
    return [...boxes.map((box) => this.place(el('div.selection.one-of-many'), box)),
      this.place(el('div.selection.around', tag), bounds(boxes))];
  }

  drawMarks(guides = this.guides ?? []) {
    this.guides = guides;
    const { document } = this.state;
    fill(this.marks,
      this.hovered && !this.state.isSelected(this.hovered) && this.boxOf(this.hovered)
        ? this.place(el('div.hover-box'), this.boxOf(this.hovered)) : null,
      this.state.also.length ? this.markSeveral() : this.markOne(),
      guides.map((guide) => this.place(el(`div.guide.${guide.axis}`), guide.axis === 'x'
        ? { x: guide.at, y: 0, width: 0, height: document.height }
          : { x: 0, y: guide.at, width: document.width, height: 0 })));
  }

  end() {
    this.preview.end();
    this.watcher.disconnect();
  }
}
