import { bounds, turned } from './arranging.js';
import { at, put, samePath, walk } from './document-state.js';
import { resized, snapMove, snapResize } from './snapping.js';

const REACH_PIXELS = 6;
const round = (value) => Math.round(value * 100) / 100;

/** Boxes that moving layers may line up with: all that are seen, but themselves and what is in them. */
function others(canvas, paths) {
  const boxes = [];
  walk(canvas.state.document, (layer, other) => {
    if (layer.visible === false || paths.some((path) => samePath(other.slice(0, path.length), path)
      || samePath(path.slice(0, other.length), other))) return;
    const box = canvas.boxOf(other);
    if (box && box.width > 0 && !box.rotation) boxes.push(box);
  });
  return boxes.slice(-60);
}

/** Writes a box back into its layer: what moved on the canvas moves as much in the layer's group. */
function write(canvas, path, start, layer, box, sized, key) {
  canvas.state.change((document) => {
    put(document, [...path, 'x'], round((layer.x ?? 0) + box.x - start.x));
    put(document, [...path, 'y'], round((layer.y ?? 0) + box.y - start.y));
    if (sized) {
      put(document, [...path, 'width'], round(box.width));
      put(document, [...path, 'height'], round(box.height));
    }
  }, { key, source: 'canvas' });
}

/** Moves layers from where they were by the same way. */
function shift(canvas, layers, dx, dy, key) {
  canvas.state.change((document) => {
    for (const { path, x, y } of layers) {
      put(document, [...path, 'x'], round(x + dx));
      put(document, [...path, 'y'], round(y + dy));
    }
  }, { key, source: 'canvas' });
}

const places = (canvas, paths) => paths.map((path) => {
  const layer = at(canvas.state.document, path);
  return { path, x: layer.x ?? 0, y: layer.y ?? 0 };
});

/** Calls `move(event, dx, dy)` while the pointer is held, once it went three pixels; then `end(moved)`. */
function follow(canvas, event, move, end = () => {}) {
  const from = canvas.point(event);
  let moved = false;
  const onMove = (now) => {
    const point = canvas.point(now);
    const [dx, dy] = [point.x - from.x, point.y - from.y];
    if (!moved && Math.hypot(dx, dy) * canvas.scale < 3) return;
    moved = true;
    move(now, dx, dy);
  };
  const onEnd = () => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onEnd);
    window.removeEventListener('pointercancel', onEnd);
    canvas.stage.classList.remove('dragging');
    canvas.measure = null;
    end(moved);
    canvas.drawMarks([]);
  };
  canvas.stage.classList.add('dragging');
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onEnd);
  window.addEventListener('pointercancel', onEnd);
}

const reachOf = (canvas, event) => (event.ctrlKey || event.metaKey ? 0 : REACH_PIXELS / canvas.scale);
const sizeOf = ({ state }) => ({ width: state.document.width, height: state.document.height });

/** Moves all that is selected. A press without a way selects only the layer under it. */
function dragMove(canvas, event, path) {
  const paths = canvas.state.selected;
  const start = paths.length > 1 ? bounds(paths.map((one) => canvas.boxOf(one)).filter(Boolean)) : canvas.boxOf(path);
  const layers = places(canvas, paths);
  const mates = others(canvas, paths);
  const key = `drag ${Date.now()}`;
  follow(canvas, event, (now, ...way) => {
    let [dx, dy] = way;
    if (now.shiftKey) { if (Math.abs(dx) > Math.abs(dy)) dy = 0; else dx = 0; }
    const box = { ...start, x: Math.round(start.x + dx), y: Math.round(start.y + dy) };
    const result = start.rotation ? { box, guides: [] } : snapMove(box, mates, sizeOf(canvas), reachOf(canvas, now));
    canvas.guides = result.guides;
    canvas.measure = `${Math.round(result.box.x)}, ${Math.round(result.box.y)}`;
    shift(canvas, layers, result.box.x - start.x, result.box.y - start.y, key);
  }, (moved) => { if (!moved && paths.length > 1) canvas.state.select(path, 'canvas'); });
}

function dragHandle(canvas, event, path, handle) {
  const start = canvas.boxOf(path);
  const layer = structuredClone(at(canvas.state.document, path));
  const mates = others(canvas, [path]);
  const key = `drag ${Date.now()}`;
  follow(canvas, event, (now, ...way) => {
    let [dx, dy] = way;
    if (start.rotation) {
      const angle = (-start.rotation * Math.PI) / 180;
      [dx, dy] = [dx * Math.cos(angle) - dy * Math.sin(angle), dx * Math.sin(angle) + dy * Math.cos(angle)];
    }
    const keep = now.shiftKey !== (layer.type === 'image' && handle.length === 2);
    const box = resized(start, handle, dx, dy, keep);
    const result = start.rotation || keep ? { box, guides: [] }
      : snapResize(box, handle, mates, sizeOf(canvas), reachOf(canvas, now));
    canvas.guides = result.guides;
    write(canvas, path, start, layer, {
      x: Math.round(result.box.x), y: Math.round(result.box.y), width: Math.round(result.box.width),
      height: Math.round(result.box.height),
    }, true, key);
  });
}

/** Turns a layer about its centre; the handle stays under the pointer, with Shift at steps of 15 degrees. */
function dragTurn(canvas, event, path) {
  const start = canvas.boxOf(path);
  const key = `turn ${Date.now()}`;
  follow(canvas, event, (now) => {
    const angle = turned(start, canvas.point(now), now.shiftKey);
    canvas.measure = `${angle}°`;
    canvas.state.set([...path, 'rotation'], angle || undefined, { key, source: 'canvas' });
  });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nudge(canvas, event) {
  const step = STEPS[event.key];
  const path = canvas.state.selection;
  if (!step || !path || !canvas.state.editable) return false;
  event.preventDefault();
  const [dx, dy] = step.map((one) => one * (event.shiftKey ? 10 : 1));
  if (canvas.state.also.length) {
    shift(canvas, places(canvas, canvas.state.selected), dx, dy, 'nudge');
    canvas.announce(`${canvas.state.selected.length} layers moved`);
    return true;
  }
  const start = canvas.boxOf(path);
  const layer = at(canvas.state.document, path);
  const sizes = event.altKey && canvas.isResizable(path);
  const box = sizes ? { ...start, width: Math.max(1, start.width + dx), height: Math.max(1, start.height + dy) }
    : { ...start, x: start.x + dx, y: start.y + dy };
  write(canvas, path, start, layer, box, sizes, `nudge ${sizes}`);
  const now = canvas.boxOf(path);
  canvas.announce(sizes ? `${now.width} by ${now.height}` : `x ${now.x}, y ${now.y}`);
  return true;
}

/** Selects what is under the pointer, with Shift beside what was selected, and begins to drag it. */
function press(canvas, event) {
  const { state } = canvas;
  const { x, y } = canvas.point(event);
  const path = canvas.hit(x, y, event.detail >= 2);
  if (event.shiftKey) {
    event.preventDefault();
    state.toggle(path, 'canvas');
    return;
  }
  if (!state.isSelected(path) || event.detail >= 2) state.select(path, 'canvas');
  if (path && state.editable) { event.preventDefault(); dragMove(canvas, event, path); }
}

/** Pointer and keys on the canvas. */
export function attachGestures(canvas) {
  const { stage, state } = canvas;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    stage.classList.add('pointed');
    stage.focus({ preventScroll: true });
    const handle = event.target.dataset?.handle;
    if (handle) {
      event.preventDefault();
      if (handle === 'rotate') dragTurn(canvas, event, state.selection);
      else dragHandle(canvas, event, state.selection, handle);
      return;
    }
    press(canvas, event);
  });
  stage.addEventListener('dblclick', () => { if (state.layer) canvas.edit(); });
  stage.addEventListener('pointermove', (event) => {
    if (stage.classList.contains('dragging')) return;
    const { x, y } = canvas.point(event);
    const hovered = canvas.hit(x, y, false);
    if (!samePath(hovered, canvas.hovered) && (hovered || canvas.hovered)) {
      canvas.hovered = hovered;
      canvas.drawMarks();
    }
  });
  stage.addEventListener('pointerleave', () => { canvas.hovered = null; canvas.drawMarks(); });
  canvas.room.addEventListener('pointerdown',
    (event) => { if (event.target === canvas.room) state.select(null, 'canvas'); });
  stage.addEventListener('keydown', (event) => {
    stage.classList.remove('pointed');
    if (nudge(canvas, event)) return;
    if ((event.key === 'Delete' || event.key === 'Backspace') && state.selection && state.editable) {
      event.preventDefault();
      state.remove(state.selection);
    } else if (event.key === 'Escape') state.select(null, 'canvas');
    else if (event.key === 'Enter' && state.layer) {
      event.preventDefault();
      canvas.edit();
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      state.selectAll(state.document.layers.map((_, index) => ['layers', index]), 'canvas');
    }
  });
}
