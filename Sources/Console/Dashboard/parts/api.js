// The session API. One place knows addresses, the CSRF token and how a problem looks.

/** What the server refused, with its own words. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body?.detail || body?.title || statusWords(status));
    this.status = status;
    this.title = body?.title;
    this.errors = body?.errors ?? [];
    this.request = body?.instance;
    this.retryAfter = retryAfter ? Number(retryAfter) : null;
  }
}

function statusWords(status) {
  if (status === 0) return 'The server cannot be reached. Check that it runs, then try again.';
  if (status === 401) return 'You are signed out. Sign in again to go on.';
  if (status === 403) return 'Your role does not allow this.';
  if (status === 404) return 'This does not exist, or no longer.';
  return `The server answered ${status}.`;
}

let token = null;
let organization = null;
let signedOut = () => {};

/** Called with each new session: its CSRF token and what to do when it ends. */
export function useSession(csrf, whenSignedOut) {
  token = csrf;
  signedOut = whenSignedOut ?? signedOut;
}

/** For the one request that `fetch` cannot make: an upload with progress. */
export const csrfToken = () => token;

/** Chooses the organization that relative addresses like `keys` belong to. */
export function useOrganization(slug) {
  organization = slug;
}

/** `/keys` stands for the session API itself, `keys` for the current organization's. */
export function address(path, query) {
  const base = path.startsWith('/') ? `/console/v1${path}`
    : `/console/v1/orgs/${organization}${path ? `/${path}` : ''}`;
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null
    && value !== '');
  return pairs.length ? `${base}?${new URLSearchParams(pairs)}` : base;
}

/** Sends a request and gives the raw answer; anything but success throws a `Problem`. */
export async function send(method, path, { query, body, headers = {}, raw, signal } = {}) {
  const options = { method, headers: { ...headers }, signal, credentials: 'same-origin' };
  if (token && method !== 'GET') options.headers['X-CSRF-Token'] = token;
  if (raw !== undefined) options.body = raw;
  else if (body !== undefined) {
    options.headers['Content-Type'] ??= 'application/json';
    options.body = typeof body === 'string' ? body : JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(address(path, query), options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0);
  }
  if (answer.ok) return answer;
  const problem = new Problem(answer.status, await answer.json().catch(() => null), answer.headers.get('Retry-After'));
  if (answer.status === 401 && token) signedOut();
  throw problem;
}

async function json(answer) {
  if (answer.status === 204) return null;
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

export const get = async (path, query, options) => json(await send('GET', path, { query, ...options }));
export const post = async (path, body = {}, options) => json(await send('POST', path, { body, ...options }));
export const put = async (path, body, options) => json(await send('PUT', path, { body, ...options }));
export const patch = async (path, body, options) => json(await send('PATCH', path, { body, ...options }));
export const remove = async (path, query) => json(await send('DELETE', path, { query }));

/** One page of a list as `{ items, next }`. */
export async function list(path, query) {
  const page = await get(path, query);
  if (Array.isArray(page)) return { items: page, next: null };
  return { items: page.items ?? page.data ?? [], next: page.nextCursor ?? page.next ?? null };
}

/** All pages of a list that is known to be short. */
export async function all(path, query) {
  const items = [];
  let next;
  do {
    const page = await list(path, next ? { ...query, cursor: next } : query);
    items.push(...page.items);
    next = page.next;
  } while (next && items.length < 1000);
  return items;
}
