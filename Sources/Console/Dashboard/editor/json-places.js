// Where each value of a JSON text stands, so that a problem with a pointer can be shown at its line.

/** Reads a text that parses; gives a map from pointers to offsets. */
export function places(text) {
  const found = new Map();
  let at = 0;
  const blank = () => { while (/\s/.test(text[at] ?? '')) at += 1; };

  function string() {
    const start = at;
    at += 1;
    while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return JSON.parse(text.slice(start, at));
  }

  function members(pointer, close, each) {
    at += 1;
    blank();
    for (let index = 0; text[at] !== close; index += 1) {
      each(index);
      blank();
      if (text[at] === ',') { at += 1; blank(); }
    }
    at += 1;
  }

  function value(pointer) {
    blank();
    found.set(pointer, at);
    if (text[at] === '{') {
      members(pointer, '}', () => {
        const start = at;
        const key = string().replaceAll('~', '~0').replaceAll('/', '~1');
        blank();
        at += 1;
        value(`${pointer}/${key}`);
        found.set(`${pointer}/${key}`, start);
      });
    } else if (text[at] === '[') members(pointer, ']', (index) => value(`${pointer}/${index}`));
    else if (text[at] === '"') string();
    else while (at < text.length && !/[\s,\]}]/.test(text[at])) at += 1;
  }

  value('');
  return found;
}

export const lineOf = (text, offset) => text.slice(0, offset).split('\n').length;

/** The line of the value that a pointer names, or of the nearest one around it. */
export function pointerLine(text, map, pointer) {
  let name = pointer;
  while (name && !map.has(name)) name = name.slice(0, name.lastIndexOf('/'));
  return lineOf(text, map.get(name) ?? 0);
}
