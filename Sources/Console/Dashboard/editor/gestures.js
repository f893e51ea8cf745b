import { at, put, samePath, walk } from './document-state.js';
import { resized, snapMove, snapResize } from './snapping.js';

const REACH_PIXELS = 6;
const round = (value) => Math.round(value * 100) / 100;

/** Boxes that a moving layer may line up with: all that are seen, but itself and what is in it. */
function others(canvas, path) {
  const boxes = [];
  walk(canvas.state.document, (layer, other) => {
    if (layer.visible === false || samePath(other.slice(0, path.length), path)
      || samePath(path.slice(0, other.length), other)) return;
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

function drag(canvas, event, path, handle) {
  const start = canvas.boxOf(path);
  const layer = structuredClone(at(canvas.state.document, path));
  const from = canvas.point(event);
  const mates = others(canvas, path);
  const size = { width: canvas.state.document.width, height: canvas.state.document.height };
  const key = `drag ${Date.now()}`;
  let moved = false;

  function move(now) {
    const point = canvas.point(now);
    let [dx, dy] = [point.x - from.x, point.y - from.y];
    if (!moved && Math.hypot(dx, dy) * canvas.scale < 3) return;
    moved = true;
    const reach = now.ctrlKey || now.metaKey ? 0 : REACH_PIXELS / canvas.scale;
    let result;
    if (handle) {
      if (start.rotation) {
        const angle = (-start.rotation * Math.PI) / 180;
        [dx, dy] = [dx * Math.cos(angle) - dy * Math.sin(angle), dx * Math.sin(angle) + dy * Math.cos(angle)];
      }
      const keep = now.shiftKey !== (layer.type === 'image' && handle.length === 2);
      const box = resized(start, handle, dx, dy, keep);
      result = start.rotation || keep ? { box, guides: [] } : snapResize(box, handle, mates, size, reach);
    } else {
      if (now.shiftKey) { if (Math.abs(dx) > Math.abs(dy)) dy = 0; else dx = 0; }
      const box = { ...start, x: Math.round(start.x + dx), y: Math.round(start.y + dy) };
      result = start.rotation ? { box, guides: [] } : snapMove(box, mates, size, reach);
    }
    const box = { x: Math.round(result.box.x), y: Math.round(result.box.y), width: Math.round(result.box.width),
      height: Math.round(result.box.height) };
    canvas.guides = result.guides;
    write(canvas, path, start, layer, handle ? box : { ...box, x: result.box.x, y: result.box.y }, Boolean(handle),
      key);
  }

  function end() {
    window.removeEventListener('pointermove', move);
    canvas.stage.classList.remove('dragging');
    canvas.drawMarks([]);
  }
  canvas.stage.classList.add('dragging');
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', end, { once: true });
  window.addEventListener('pointercancel', end, { once: true });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function nudge(canvas, event) {
  const step = STEPS[event.key];
  const path = canvas.state.selection;
  if (!step || !path || !canvas.state.editable) return false;
  event.preventDefault();
  const [dx, dy] = step.map((one) => one * (event.shiftKey ? 10 : 1));
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

/** Pointer and keys on the canvas. */
export function attachGestures(canvas) {
  const { stage, state } = canvas;
  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    stage.classList.add('pointed');
    stage.focus({ preventScroll: true });
    const { x, y } = canvas.point(event);
    const handle = event.target.dataset?.handle;
    if (handle) {
      event.preventDefault();
      drag(canvas, event, state.selection, handle);
      return;
    }
    const path = canvas.hit(x, y, event.detail >= 2);
    state.select(path, 'canvas');
    if (path && state.editable) { event.preventDefault(); drag(canvas, event, path, null); }
  });
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
  });
}
