// Makes elements without HTML strings: nothing that came from a person can become markup.

const PROPERTIES = new Set(['value', 'checked', 'disabled', 'selected', 'indeterminate', 'open', 'hidden', 'htmlFor',
  'textContent', 'readOnly', 'required', 'multiple', 'draggable', 'srcObject', 'returnValue', 'inert']);
const SVG = 'http://www.w3.org/2000/svg';

function isAttributes(value) {
  return value !== null && typeof value === 'object' && !(value instanceof Node) && !Array.isArray(value);
}

function assign(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2).toLowerCase(), value);
    else if (name === 'style') for (const [key, text] of Object.entries(value)) setStyle(node, key, text);
    else if (name === 'data') Object.assign(node.dataset, value);
    else if (PROPERTIES.has(name) && !(node instanceof SVGElement)) node[name] = value;
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false) node.setAttribute(name, value);
  }
}

// The policy refuses style attributes; the object model is allowed.
function setStyle(node, name, value) {
  if (name.startsWith('--')) node.style.setProperty(name, value);
  else node.style[name] = value;
}

function build(node, rest) {
  let children = rest;
  if (isAttributes(rest[0])) {
    assign(node, rest[0]);
    children = rest.slice(1);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** `el('button.primary', { type: 'button', onclick }, 'Save')`: a tag with classes, attributes, children. */
export function el(spec, ...rest) {
  const [tag, ...classes] = spec.split('.');
  const node = document.createElement(tag || 'div');
  if (classes.length) node.className = classes.join(' ');
  return build(node, rest);
}

/** The same for SVG. */
export function svg(spec, ...rest) {
  const [tag, ...classes] = spec.split('.');
  const node = document.createElementNS(SVG, tag);
  if (classes.length) node.setAttribute('class', classes.join(' '));
  return build(node, rest);
}

/** Replaces what is in a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined
    && child !== false));
  return node;
}

let count = 0;
/** An id that nothing else on the page has. */
export function freshID(word = 'x') {
  count += 1;
  return `${word}-${count}`;
}

/** Text that only screen readers see. */
export function spoken(text) {
  return el('span.spoken', text);
}
