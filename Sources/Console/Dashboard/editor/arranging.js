// Where boxes go that are lined up or spread out. Pure functions over boxes `{ x, y, width, height }`.

/** The box around boxes, each as it is turned about its centre. */
export function bounds(boxes) {
  const sides = boxes.map((box) => {
    const angle = ((box.rotation ?? 0) * Math.PI) / 180;
    const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
    const width = box.width * cosine + box.height * sine;
    const height = box.width * sine + box.height * cosine;
    return { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
  });
  const x = Math.min(...sides.map((one) => one.x));
  const y = Math.min(...sides.map((one) => one.y));
  return {
    x, y, width: Math.max(...sides.map((one) => one.x + one.width)) - x,
    height: Math.max(...sides.map((one) => one.y + one.height)) - y,
  };
}

/** How far each box moves so that all lie on one line of the box around them: `share` is 0, 0.5 or 1 of it. */
export function aligned(boxes, axis, share) {
  const size = axis === 'x' ? 'width' : 'height';
  const all = bounds(boxes);
  return boxes.map((box) => {
    const own = bounds([box]);
    return all[axis] + (all[size] - own[size]) * share - own[axis];
  });
}

/** How far each box moves so that the gaps between them are equal; the first and the last stay. */
export function spread(boxes, axis) {
  const size = axis === 'x' ? 'width' : 'height';
  const all = bounds(boxes);
  const own = boxes.map((box) => bounds([box]));
  const gap = (all[size] - own.reduce((sum, one) => sum + one[size], 0)) / (boxes.length - 1);
  const order = own.map((_, index) => index)
    .toSorted((one, two) => own[one][axis] + own[one][size] / 2 - own[two][axis] - own[two][size] / 2);
  const moves = [];
  let next = all[axis];
  for (const index of order) {
    moves[index] = next - own[index][axis];
    next += own[index][size] + gap;
  }
  return moves;
}

/** The angle of a box whose handle above it is pulled to a point: whole degrees, with `steps` by fifteen. */
export function turned(box, point, steps) {
  const [dx, dy] = [point.x - box.x - box.width / 2, point.y - box.y - box.height / 2];
  const unit = steps ? 15 : 1;
  const angle = Math.round((Math.atan2(dy, dx) * 180 / Math.PI + 90) / unit) * unit;
  return angle > 180 ? angle - 360 : angle;
}
