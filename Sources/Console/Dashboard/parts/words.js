// How moments, sizes and kinds are said.
import { el } from './element.js';

const locale = navigator.language || 'en';
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' });
const plain = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

const UNITS = [['year', 31536000], ['month', 2592000], ['week', 604800], ['day', 86400], ['hour', 3600],
  ['minute', 60]];

/** "3 minutes ago", "in 2 days". */
export function ago(moment) {
  const seconds = (new Date(moment) - Date.now()) / 1000;
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return 'just now';
}

/** A moment, said relatively, with the exact time on hover and for machines. */
export function time(moment, none = '—') {
  if (!moment) return el('span.quiet', none);
  return el('time', { datetime: moment, title: full.format(new Date(moment)) }, ago(moment));
}

export const date = (moment) => day.format(new Date(moment));
export const exact = (moment) => full.format(new Date(moment));
export const number = (value) => plain.format(value);
export const compact = (value) => (value < 10000 ? plain.format(value) : short.format(value));

export function bytes(count) {
  if (!count) return '—';
  if (count < 1024) return `${count} B`;
  const [value, unit] = count < 1048576 ? [count / 1024, 'KB'] : [count / 1048576, 'MB'];
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

export const milliseconds = (value) => (value === null || value === undefined ? '—'
  : value === 0 ? '0' : value < 10 ? `${value.toFixed(1)} ms` : value < 1000 ? `${Math.round(value)} ms`
    : `${(value / 1000).toFixed(1)} s`);

export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

export const roleNames = { owner: 'Owner', admin: 'Admin', user: 'User', viewer: 'Viewer' };
export const roleTexts = {
  admin: 'Everything but transferring ownership: members, settings, all keys.',
  user: 'Makes templates, uploads assets, and manages the keys they created.',
  viewer: 'Looks at templates. No keys, no changes.',
};

export const keyTypes = {
  master: { title: 'Master', prefix: 'rs_live_',
    text: 'Full server-side access. Render any template, write templates and assets, read history.' },
  project: { title: 'Project', prefix: 'rs_live_', text: 'Server-side access to chosen templates only.' },
  'read-only': { title: 'Read-only', prefix: 'rs_live_',
    text: 'Can render and read data, but cannot modify templates or settings.' },
  get: { title: 'GET', prefix: 'rs_get_',
    text: 'Dynamic image URLs embedded directly in HTML <img> tags. Needs an Allowed Host.' },
};

/** The server's words as a sentence of their own. */
export const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : '');
