import { el } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { aligned, spread } from './arranging.js';
import { at, put } from './document-state.js';

const ALIGN = [
  ['alignLeft', 'Align left', 'x', 0], ['alignCenter', 'Align centres across', 'x', 0.5],
  ['alignRight', 'Align right', 'x', 1], ['alignTop', 'Align top', 'y', 0],
  ['alignMiddle', 'Align centres down', 'y', 0.5], ['alignBottom', 'Align bottom', 'y', 1],
];
const SPREAD = [['spreadAcross', 'Spread across', 'x'], ['spreadDown', 'Spread down', 'y']];

/** Moves layers along one axis, each by its own way, as one step of undo. */
function shift(state, paths, axis, moves) {
  state.change((copy) => paths.forEach((path, index) => {
    const value = (at(copy, path)[axis] ?? 0) + moves[index];
    put(copy, [...path, axis], Math.round(value * 100) / 100);
  }));
}

/** What is done with several layers at once. */
export function arrangePanel(state, boxOf) {
  const paths = state.selected.filter((path) => boxOf(path));
  const boxes = () => paths.map((path) => boxOf(path));
  const button = (name, words, act, disabled = false) => el('button.icon-button', {
    type: 'button', id: `arrange-${name}`, 'aria-label': words, title: words, disabled: disabled || !state.editable,
    onclick: () => act(),
  }, icon(name));
  return [
    el('header.panel-head', el('h2', `${state.selected.length} layers`)),
    el('div.arrange', { role: 'group', 'aria-label': 'Align' }, ALIGN.map(([name, words, axis, share]) =>
      button(name, words, () => shift(state, paths, axis, aligned(boxes(), axis, share)))),
    SPREAD.map(([name, words, axis]) =>
      button(name, words, () => shift(state, paths, axis, spread(boxes(), axis)), paths.length < 3))),
    state.editable && el('div.arrange-actions',
      el('button.button.compact', { type: 'button', onclick: () => state.duplicate(state.selection) }, icon('copy'),
        'Duplicate'),
      el('button.button.compact', { type: 'button', onclick: () => state.remove(state.selection) }, icon('trash'),
        'Delete')),
    el('p.quiet.small.panel-note', 'Drag or use the arrow keys on the canvas to move them together.'),
  ];
}
