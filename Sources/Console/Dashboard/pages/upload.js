import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { address, csrfToken } from '../parts/api.js';
import { bytes, sentence } from '../parts/words.js';

/** A name that an asset may have, from a file's. */
function assetName(file) {
  return file.name.replace(/\.[^.]+$/, '').normalize('NFKD').replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^-+|-+$/g,
    '').slice(0, 128) || 'asset';
}

/** Sends one file and shows how far it is: `fetch` does not tell, so this is an XMLHttpRequest. */
export function upload(file, place, done, replace = false) {
  const bar = el('progress', { max: '100', value: 0, 'aria-label': `Upload of ${file.name}` });
  const words = el('span.quiet', bytes(file.size));
  const row = el('div.upload', el('strong', file.name), words, bar);
  place.append(row);
  const request = new XMLHttpRequest();
  request.open('POST', address('assets', { name: assetName(file), replace: replace ? '1' : '' }));
  request.setRequestHeader('X-CSRF-Token', csrfToken());
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
  request.upload.onprogress = (event) => {
    if (!event.lengthComputable) return;
    bar.value = (100 * event.loaded) / event.total;
    words.textContent = event.loaded < event.total ? `${Math.round(bar.value)} %` : 'Checking…';
  };
  const fail = (text, action) => {
    row.classList.add('bad');
    bar.remove();
    fill(words, action);
    row.append(el('span.field-error', text));
  };
  request.onload = () => {
    if (request.status < 300) {
      fill(words, icon('check'), ' Uploaded');
      bar.value = 100;
      setTimeout(() => row.remove(), 3000);
      done();
      return;
    }
    let problem = {};
    try { problem = JSON.parse(request.responseText); } catch { /* the status alone has to do */ }
    const again = request.status === 409
      && el('button.button.compact',
        { type: 'button', onclick: () => { row.remove(); upload(file, place, done, true); } }, 'Replace it');
    fail(problem.detail ? sentence(problem.detail) : `The server answered ${request.status}.`, again);
  };
  request.onerror = () => fail('The server cannot be reached.', null);
  request.send(file);
}
