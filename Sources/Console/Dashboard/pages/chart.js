import { el, svg, fill } from '../parts/element.js';

// As wide as the page gives, so that letters keep their size on a narrow screen.
const WIDTH = Math.min(560, document.documentElement.clientWidth - 70);
const HEIGHT = 190;
const LEFT = 44;
const BOTTOM = 22;
const plotWidth = WIDTH - LEFT - 4;
const plotHeight = HEIGHT - BOTTOM - 10;

/** A round number at or above the largest value, whose quarters are round too. */
function roundTop(value) {
  if (value <= 0) return 4;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 8, 10].map((factor) => factor * power).find((top) => top >= value);
}

function grid(top, say, labels) {
  const lines = [0, 0.5, 1].map((share) => {
    const y = 10 + plotHeight * (1 - share);
    return [svg('line.grid-line', { x1: LEFT, x2: WIDTH - 4, y1: y, y2: y }),
      svg('text', { x: LEFT - 8, y: y + 4, 'text-anchor': 'end' }, say(top * share))];
  });
  const step = Math.max(1, Math.ceil(labels.length / (WIDTH / 92)));
  const names = labels.map((label, at) => (at % step === 0 && at < labels.length - step / 2 ? svg('text', {
    x: LEFT + (plotWidth * (at + 0.5)) / labels.length, y: HEIGHT - 4, 'text-anchor': 'middle',
  }, label) : null));
  return [lines, names];
}

function bars(series, top, count) {
  const slot = plotWidth / count;
  const width = Math.max(1, slot * 0.68);
  return Array.from({ length: count }, (_, at) => {
    let y = 10 + plotHeight;
    return series.map((one) => {
      const height = (plotHeight * (one.values[at] || 0)) / top;
      y -= height;
      return height > 0 ? svg(`rect.bar.${one.tone}`,
        { x: LEFT + slot * at + (slot - width) / 2, y, width, height, rx: Math.min(2, width / 3) }) : null;
    });
  });
}

function curves(series, top, count) {
  const place = (at, value) => [LEFT + (plotWidth * (at + 0.5)) / count, 10 + plotHeight * (1 - value / top)];
  return series.map((one, index) => {
    let path = '';
    let pen = false;
    let first = null;
    let last = null;
    one.values.forEach((value, at) => {
      if (value === null || value === undefined) { pen = false; return; }
      const [x, y] = place(at, value);
      path += `${pen ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
      first ??= x;
      last = x;
      pen = true;
    });
    const base = 10 + plotHeight;
    const whole = path && path.indexOf('M', 1) < 0 && last > first;
    // A value without neighbours makes no line: it is a dot.
    const dots = one.values.map((value, at) => {
      if (value === null || value === undefined || (one.values[at - 1] ?? one.values[at + 1] ?? null) !== null) return null;
      const [x, y] = place(at, value);
      return svg(`circle.bar.${one.tone}`, { cx: x, cy: y, r: 3.5 });
    });
    return [
      index === 0 && whole && svg(`path.curve-ground.${one.tone}`, { d: `${path}L${last} ${base}L${first} ${base}Z` }),
      path && svg(`path.curve.${one.tone}`, { d: path }), dots,
    ];
  });
}

function plainTable(title, labels, series, say) {
  return el('details', el('summary', 'Show as table'),
    el('div.scroll', { tabindex: '0', role: 'region', 'aria-label': `${title} as table` }, el('table.plain-table',
    el('thead', el('tr', el('th', { scope: 'col' }, 'Time'),
      series.map((one) => el('th', { scope: 'col' }, one.name)))),
    el('tbody', labels.map((label, at) => el('tr', el('th', { scope: 'row' }, label),
      series.map((one) => el('td', say(one.values[at] ?? 0)))))))));
}

/** A chart with its legend, its words for screen readers, its values on hover, and the same as a table. */
export function chart({ title, summary, labels, longLabels, series, kind = 'bars', say = String }) {
  const count = labels.length;
  const sums = labels.map((_,
    at) => (kind === 'bars' ? series.reduce((sum, one) => sum + (one.values[at] || 0), 0)
      : Math.max(...series.map((one) => one.values[at] || 0))));
  // Things that are counted have no halves.
  const top = roundTop(Math.max(...sums, kind === 'bars' ? 4 : 0));
  const line = svg('line.cursor-line', { y1: 10, y2: 10 + plotHeight, visibility: 'hidden' });
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `${title}. ${summary}` },
    grid(top, say, labels), kind === 'bars' ? bars(series, top, count) : curves(series, top, count), line);
  const tip = el('div.tip', { hidden: true });
  const figure = el('figure.chart',
    el('figcaption', el('h2', title),
      el('ul.legend', series.map((one) => el('li', el(`span.swatch.${one.tone}`), one.name)))),
    picture, tip, plainTable(title, longLabels ?? labels, series, say));
  picture.addEventListener('pointermove', (event) => {
    const box = picture.getBoundingClientRect();
    const at = Math.floor((((event.clientX - box.left) / box.width) * WIDTH - LEFT) / (plotWidth / count));
    if (at < 0 || at >= count) return;
    const x = LEFT + (plotWidth * (at + 0.5)) / count;
    line.setAttribute('x1', x);
    line.setAttribute('x2', x);
    line.setAttribute('visibility', 'visible');
    fill(tip, el('strong', (longLabels ?? labels)[at]),
      series.map((one) => el('div', `${one.name}: ${say(one.values[at] ?? 0)}`)));
    tip.hidden = false;
    const left = (x / WIDTH) * box.width + picture.offsetLeft;
    tip.style.left = left > box.width / 2 ? `${left - tip.offsetWidth - 8}px` : `${left + 24}px`;
    tip.style.top = '46px';
  });
  picture.addEventListener('pointerleave', () => { tip.hidden = true; line.setAttribute('visibility', 'hidden'); });
  return figure;
}
