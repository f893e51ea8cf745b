// What differs between two JSON documents, as pointers with the value before and after.

const isTree = (value) => value !== null && typeof value === 'object';
const word = (value) => (value === undefined ? undefined : isTree(value) && value.type
  ? `${value.type}${value.name ? ` “${value.name}”` : ''}` : JSON.stringify(value));
const escape = (key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** Layers are told apart by name, so that a new one below does not make all others look changed. */
function label(list, at) {
  return isTree(list[at]) && list[at].name ? list[at].name : null;
}

function pairs(before, after) {
  if (!Array.isArray(before) || !Array.isArray(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((key) => [key, before[key], after[key]]);
  }
  const found = [];
  const taken = new Set();
  after.forEach((value, at) => {
    const name = label(after, at);
    const old = name ? before.findIndex((one) => isTree(one) && one.name === name)
      : before.findIndex((one, index) => index === at && !label(before, index));
    if (old >= 0) taken.add(old);
    found.push([name ?? at, old >= 0 ? before[old] : undefined, value]);
  });
  before.forEach((value, at) => { if (!taken.has(at)) found.push([label(before, at) ?? at, value, undefined]); });
  return found;
}

export function changes(before, after, pointer = '') {
  if (before === after) return [];
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    return pairs(before, after).flatMap(([key, one, two]) => changes(one, two, `${pointer}/${escape(key)}`));
  }
  return [{ pointer: pointer || '/', before: word(before), after: word(after) }];
}
