// Where a moving box would line up with others. Pure functions over boxes `{ x, y, width, height }`.

const edges = (start, size) => [start, start + size / 2, start + size];

function nearest(points, lines, reach) {
  let best = null;
  for (const point of points) {
    for (const line of lines) {
      const gap = line - point;
      if (Math.abs(gap) <= reach && (!best || Math.abs(gap) < Math.abs(best.gap))) best = { gap, line };
    }
  }
  return best;
}

/** Moves a box to lines of others within reach; gives the box and the lines that it sits on. */
export function snapMove(box, others, canvas, reach) {
  const all = [{ x: 0, y: 0, ...canvas }, ...others];
  const across = nearest(edges(box.x, box.width), all.flatMap((one) => edges(one.x, one.width)), reach);
  const down = nearest(edges(box.y, box.height), all.flatMap((one) => edges(one.y, one.height)), reach);
  return {
    box: { ...box, x: box.x + (across?.gap ?? 0), y: box.y + (down?.gap ?? 0) },
    guides: [across && { axis: 'x', at: across.line }, down && { axis: 'y', at: down.line }].filter(Boolean),
  };
}

/** The same for the edges that a handle moves: `handle` holds some of the letters n, e, s, w. */
export function snapResize(box, handle, others, canvas, reach) {
  const all = [{ x: 0, y: 0, ...canvas }, ...others];
  const result = { ...box };
  const guides = [];
  const pull = (axis, size, low, high) => {
    const letter = handle.includes(low) ? low : handle.includes(high) ? high : null;
    if (!letter) return;
    const point = letter === low ? box[axis] : box[axis] + box[size];
    const found = nearest([point], all.flatMap((one) => edges(one[axis], one[size])), reach);
    if (!found) return;
    if (letter === low) { result[axis] += found.gap; result[size] -= found.gap; } else result[size] += found.gap;
    guides.push({ axis, at: found.line });
  };
  pull('x', 'width', 'w', 'e');
  pull('y', 'height', 'n', 's');
  return { box: result, guides };
}

/** A box after one of its handles moved by so much; never turned inside out. */
export function resized(box, handle, dx, dy, keepRatio) {
  let { x, y, width, height } = box;
  if (handle.includes('e')) width += dx;
  if (handle.includes('w')) { width -= dx; x += dx; }
  if (handle.includes('s')) height += dy;
  if (handle.includes('n')) { height -= dy; y += dy; }
  if (keepRatio && handle.length === 2 && box.width > 0 && box.height > 0) {
    const factor = Math.max(width / box.width, height / box.height);
    const [w, h] = [box.width * factor, box.height * factor];
    if (handle.includes('w')) x = box.x + box.width - w;
    if (handle.includes('n')) y = box.y + box.height - h;
    [width, height] = [w, h];
  }
  if (width < 1) { if (handle.includes('w')) x = box.x + box.width - 1; width = 1; }
  if (height < 1) { if (handle.includes('n')) y = box.y + box.height - 1; height = 1; }
  return { x, y, width, height };
}

/** Whether a point lies in a box that may be turned about its centre. */
export function contains(box, x, y) {
  const angle = (-(box.rotation ?? 0) * Math.PI) / 180;
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  const [dx, dy] = [x - cx, y - cy];
  const px = cx + dx * Math.cos(angle) - dy * Math.sin(angle);
  const py = cy + dx * Math.sin(angle) + dy * Math.cos(angle);
  return px >= box.x && px <= box.x + box.width && py >= box.y && py <= box.y + box.height;
}
