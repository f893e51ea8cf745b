import { svg } from './element.js';

// 16 × 16, strokes of 1.5: one family, drawn for this dashboard.
const PATHS = {
  templates: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  renders: 'M2.5 3.5h11v9h-11zM3 11.5l3.2-3.7 2.6 2.7 1.7-1.6L13 11M10.3 6.3h.01',
  assets: 'M2.5 5V3.5h4l1.5 2h5.5v7h-11zM2.5 6v6.5',
  keys: 'M9.8 9.7a3.5 3.5 0 1 0-3.5-3.5c0 .5.1.9.2 1.3L2.5 11.5v2h2v-1.5H6v-1.5h1.3l1.2-1a3.5 3.5 0 0 0 1.3.2ZM10.6 5.4h.01',
  members: 'M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM1.8 13.2c.3-2.3 2-3.7 4.2-3.7s3.9 1.4 4.2 3.7M10.6 3.1a2.3 2.3 0 0 1 0 4.3M12 9.9c1.3.5 2.1 1.7 2.3 3.3',
  activity: 'M1.8 8h2.7l2-5 3 10 2-5h2.7',
  usage: 'M2.5 13.5h11M4 11V8M8 11V3M12 11V6',
  settings: 'M2 4.5h5.5M11 4.5h3M2 11.5h3M8.5 11.5H14M9.2 6.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM6.8 13.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  plus: 'M8 3v10M3 8h10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  close: 'm4 4 8 8M12 4l-8 8',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  copy: 'M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8z',
  chevron: 'm4.5 6.2 3.5 3.6 3.5-3.6',
  left: 'M9.8 4.5 6.2 8l3.6 3.5',
  up: 'M8 13V3.5M4 7.3l4-4 4 4',
  down: 'M8 3v9.5M4 8.7l4 4 4-4',
  undo: 'M5.5 2.8 2.5 5.8l3 3M2.8 5.8h6.7a3.7 3.7 0 0 1 0 7.4H6.5',
  redo: 'm10.5 2.8 3 3-3 3M13.2 5.8H6.5a3.7 3.7 0 0 0 0 7.4h3',
  eye: 'M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  hidden: 'M2.5 2.5l11 11M6.3 4a6 6 0 0 1 1.7-.3c4 0 6.5 4.3 6.5 4.3a11 11 0 0 1-1.8 2.2M4 5.2A10.5 10.5 0 0 0 1.5 8S4 12.3 8 12.3c.9 0 1.7-.2 2.5-.5',
  bolt: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z',
  trash: 'M2.8 4.5h10.4M6.5 4.3V2.5h3v1.8M4.2 4.5l.6 9h6.4l.6-9M6.7 7v4M9.3 7v4',
  upload: 'M8 10.5V2.8M4.8 5.7 8 2.5l3.2 3.2M2.5 10.5v3h11v-3',
  warning: 'M8 2.3 14.3 13.2H1.7zM8 6.5v3M8 11.3h.01',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3v3.7M8 5h.01',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.3 10.3l3.2 3.2',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7',
  moon: 'M13.5 9.4A5.8 5.8 0 0 1 6.6 2.5a5.8 5.8 0 1 0 6.9 6.9Z',
  system: 'M2 3h12v8.5H2zM6 14h4M8 11.5V14',
  signout: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6.5',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM2.8 13.8c.4-2.5 2.4-3.9 5.2-3.9s4.8 1.4 5.2 3.9',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  text: 'M3 5V3.5h10V5M8 3.5v9M6.2 12.5h3.6',
  json: 'M6.2 2.5c-1.7 0-2.2.7-2.2 2v1.4c0 1.1-.4 1.7-1.5 2.1 1.1.4 1.5 1 1.5 2.1v1.4c0 1.3.5 2 2.2 2M9.8 2.5c1.7 0 2.2.7 2.2 2v1.4c0 1.1.4 1.7 1.5 2.1-1.1.4-1.5 1-1.5 2.1v1.4c0 1.3-.5 2-2.2 2',
  alignLeft: 'M2.5 2.5v11M5 5h8.5M5 11h5',
  alignCenter: 'M8 2.5V5M8 5H3.5h9M8 5v6M5.5 11h5M8 11v2.5',
  alignRight: 'M13.5 2.5v11M11 5H2.5M11 11H6',
  alignTop: 'M2.5 2.5h11M5 5v8.5M11 5v5',
  alignMiddle: 'M2.5 8H5M5 3.5v9M5 8h6M11 5.5v5M11 8h2.5',
  alignBottom: 'M2.5 13.5h11M5 11V2.5M11 11V6',
  spreadAcross: 'M2.5 2.5v11M13.5 2.5v11M8 5v6',
  spreadDown: 'M2.5 2.5h11M2.5 13.5h11M5 8h6',
  image: 'M2.5 3.5h11v9h-11zM3 11.5l3.2-3.7 2.6 2.7 1.7-1.6L13 11M10.3 6.3h.01',
  rectangle: 'M2.5 4h11v8h-11z',
  ellipse: 'M14 8c0 2.5-2.7 4.5-6 4.5S2 10.5 2 8s2.7-4.5 6-4.5S14 5.5 14 8Z',
  line: 'M3 13 13 3',
  polygon: 'M8 2.5l5.7 4.2-2.2 6.6H4.5L2.3 6.7z',
  path: 'M2.5 12.5c1-6 4-9 5.5-4.5s4 2 5.5-4.5',
  group: 'M2.5 5V2.5H5M11 2.5h2.5V5M13.5 11v2.5H11M5 13.5H2.5V11M5.5 5.5h5v5h-5z',
  shape: 'M2.5 2.5h7v7h-7zM13.5 10a3.5 3.5 0 1 1-7 0',
  link: 'M6.7 9.3a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.9.9M9.3 6.7a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.9-.9',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.7-4M2.5 2.5V5H5M8 5v3.2l2.2 1.3',
  rotate: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 2.5V5H11',
  grip: 'M6 4h.01M6 8h.01M6 12h.01M10 4h.01M10 8h.01M10 12h.01',
  external: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.2 2.8 7.5 8.5',
};

/** An icon; decoration unless a label is given. */
export function icon(name, label) {
  const path = svg('path', { d: PATHS[name] ?? PATHS.shape });
  return svg('svg.icon', {
    viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': label ? undefined : 'true',
    role: label ? 'img' : undefined,
    'aria-label': label,
  }, path);
}

/** The product's mark: a stack of three sheets. */
export function mark(size = 24) {
  return svg('svg.mark', { viewBox: '0 0 32 32', width: size, height: size, 'aria-hidden': 'true' },
    svg('rect', { width: 32, height: 32, rx: 8, class: 'mark-ground' }),
    svg('path', { d: 'M16 6.5 25.5 11 16 15.5 6.5 11Z', class: 'mark-sheet' }),
    svg('path', { d: 'm6.5 16 9.5 4.5 9.5-4.5M6.5 21l9.5 4.5 9.5-4.5', class: 'mark-lines' }));
}
