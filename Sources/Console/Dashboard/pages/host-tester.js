import { el, fill } from '../parts/element.js';
import { icon } from '../parts/icons.js';
import { post } from '../parts/api.js';
import { field, form, input, submitButton } from '../parts/form.js';

function verdict(result) {
  const allowed = result.verdict === 'allowed';
  return el('div.stack', el(`div.notice.${allowed ? 'good' : 'bad'}`, icon(allowed ? 'check' : 'warning'),
    el('strong', allowed ? 'This picture is shown on this page.' : 'This picture is refused on this page.')),
  el('ol.checks', result.checks.map((check) => el(`li.${check.ok ? 'ok' : 'no'}`,
    icon(check.ok ? 'check' : 'close', check.ok ? 'passed' : 'failed'),
    el('strong', check.name), check.detail && el('p.quiet', check.detail),
    !check.ok && check.fix && el('p', check.fix)))),
  result.remarks?.length ? el('ul.stack', result.remarks.map((text) => el('li.notice', icon('info'), text))) : null);
}

/** "Why 403?": each check that an image URL meets, for one page. */
export function hostTester() {
  const result = el('div', { role: 'status', 'aria-live': 'polite' });
  const node = form({}, async (values) => fill(result, verdict(await post('settings/host-test', values))),
    field('Page', input({ type: 'url', required: true, placeholder: 'https://example.com/blog/post',
      inputmode: 'url' }), { name: 'pageURL' }),
    field('Image URL', input({ required: true, placeholder: 'https://…/api/v1/render?apiKey=rs_get_…&template=…' }),
      { name: 'imageURL', hint: 'The key in it is checked and never kept.' }));
  node.append(el('div.actions', submitButton('Test', node)), result);
  return node;
}
