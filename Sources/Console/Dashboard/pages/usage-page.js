import { el } from '../parts/element.js';
import { get } from '../parts/api.js';
import { empty, pageHead, region } from '../parts/states.js';
import { segments } from '../parts/form.js';
import { compact, milliseconds, number } from '../parts/words.js';
import { chart } from './chart.js';

const names = { '24h': 'the last 24 hours', '7d': 'the last 7 days', '30d': 'the last 30 days' };

function labels(buckets, range) {
  const short = new Intl.DateTimeFormat(navigator.language,
    range === '24h' ? { hour: '2-digit', minute: '2-digit' } : { month: 'short', day: 'numeric' });
  const long = new Intl.DateTimeFormat(navigator.language,
    { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  return { labels: buckets.map((one) => short.format(new Date(one.at))),
    longLabels: buckets.map((one) => long.format(new Date(one.at))) };
}

const share = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(part && part / whole < 0.1 ? 1 : 0)} %`
  : '—');

function figures(usage) {
  const total = usage.totals;
  const served = (total.hits ?? 0) + (total.notModified ?? 0) + (total.coalesced ?? 0);
  const answers = (total.renders ?? 0) + served;
  const cells = [
    ['Pictures', compact(answers), 'painted or from the cache'],
    ['Painted', compact(total.renders ?? 0), 'new pictures'],
    ['From the cache', share(served, answers), `${compact(served)} answers`],
    ['Errors', compact(total.errors ?? 0), share(total.errors ?? 0, answers + (total.errors ?? 0))],
    ['Median time', milliseconds(total.p50Milliseconds), `95 % below ${milliseconds(total.p95Milliseconds)}`],
  ];
  return el('dl.numbers', cells.map(([name, value, note]) => el('div', el('dt', name),
    el('dd', value, el('small', note)))));
}

function draw(usage) {
  const { buckets, totals } = usage;
  const answers = ['renders', 'hits', 'notModified', 'coalesced', 'errors',
    'limited'].reduce((sum, name) => sum + (totals[name] ?? 0), 0);
  if (!answers) return empty('usage', 'Nothing to count yet', `No picture was asked for in ${names[usage.range]}.`);
  const time = labels(buckets, usage.range);
  const values = (name) => buckets.map((one) => one[name] ?? 0);
  const cached = buckets.map((one) => (one.hits ?? 0) + (one.notModified ?? 0) + (one.coalesced ?? 0));
  const sum = (list) => number(list.reduce((total, one) => total + one, 0));
  return el('div', figures(usage), el('div.charts',
    chart({
      title: 'Pictures',
      summary: `${sum(values('renders'))} painted and ${sum(cached)} from the cache in ${names[usage.range]}.`, ...time,
      say: compact,
      series: [{ name: 'Painted', tone: 'c1', values: values('renders') },
        { name: 'From the cache', tone: 'c2', values: cached }],
    }),
    chart({
      title: 'Time to answer',
      summary: `The median was ${milliseconds(totals.p50Milliseconds)}, 95 % were below ${milliseconds(totals.p95Milliseconds)}.`, ...time, kind: 'lines', say: milliseconds,
      series: [{ name: 'Median', tone: 'c1', values: buckets.map((one) => (one.renders ? one.p50Milliseconds : null)) },
        { name: '95 %', tone: 'c4', values: buckets.map((one) => (one.renders ? one.p95Milliseconds : null)) }],
    }),
    chart({
      title: 'Cache hits',
      summary: `${sum(values('hits'))} hits, ${sum(values('notModified'))} not modified, ${sum(values('coalesced'))} shared.`, ...time, say: compact,
      series: [{ name: 'Hits', tone: 'c1', values: values('hits') },
        { name: 'Not modified', tone: 'c2', values: values('notModified') },
        { name: 'Shared', tone: 'c4', values: values('coalesced') }],
    }),
    chart({
      title: 'Errors', summary: `${sum(values('errors'))} errors and ${sum(values('limited'))} over the rate.`, ...time,
      say: compact,
      series: [{ name: 'Refused or failed', tone: 'c3', values: values('errors') },
        { name: 'Over the rate', tone: 'c4', values: values('limited') }],
    })));
}

export default function usagePage(main, context) {
  let range = '24h';
  const body = region(() => get('usage', { range }), draw, { rows: 4 });
  const timer = setInterval(() => body.refresh(), 30000);
  context.onLeave(() => clearInterval(timer));
  main.append(pageHead('Usage', 'How many pictures were made, how fast, and how often the cache helped.',
    segments('Range', [['24h', '24 hours'], ['7d', '7 days'], ['30d', '30 days']], range,
      (value) => { range = value; body.refresh(); })), body.node);
}
