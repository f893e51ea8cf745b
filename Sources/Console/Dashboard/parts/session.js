// Who is signed in, where, and what their role lets them do. The server decides; this only hides what it would refuse.
import { get, post, send, useOrganization, useSession } from './api.js';

const RIGHTS = {
  'keys.create': ['owner', 'admin', 'user'],
  'keys.all': ['owner', 'admin'],
  'templates.edit': ['owner', 'admin', 'user'],
  'templates.deleteAny': ['owner', 'admin'],
  'assets.deleteAny': ['owner', 'admin'],
  'renders.all': ['owner', 'admin'],
  'members.edit': ['owner', 'admin'],
  'settings.edit': ['owner', 'admin'],
  'ownership.transfer': ['owner'],
};

/** The state of this tab. `organization` is `{ id, slug, name, role }`. */
export const session = { person: null, organizations: [], organization: null, publicURL: '', features: {},
  version: '', hasPassword: true };

let ended = () => {};
/** Called when the server says that nobody is signed in any more. */
export function whenSignedOut(action) {
  ended = action;
}

function adopt(answer) {
  useSession(answer.csrf, () => { forget(); ended(); });
  Object.assign(session, {
    person: answer.person, organizations: answer.organizations ?? [], publicURL: answer.publicURL || location.origin,
    features: answer.features ?? {}, version: answer.version ?? '',
    hasPassword: answer.hasPassword ?? true,
  });
  const wanted = localStorage.getItem('organization');
  choose(session.organizations.find((one) => one.slug === wanted) ?? session.organizations[0] ?? null);
  return session;
}

function forget() {
  useSession(null);
  Object.assign(session, { person: null, organizations: [], organization: null });
}

/** Makes another organization the current one. */
export function choose(organization) {
  session.organization = organization;
  useOrganization(organization?.slug ?? null);
  if (organization) localStorage.setItem('organization', organization.slug);
}

/** Reads the session; null where nobody is signed in. */
export async function load() {
  try {
    return adopt(await get('/session'));
  } catch (problem) {
    if (problem.status === 401) return null;
    throw problem;
  }
}

/** Opens a session by any call that answers like `GET /session`: sign-in, setup, an invitation. */
export async function open(path, body) {
  const answer = await post(path, body);
  return answer?.csrf ? adopt(answer) : load();
}

export async function signOut(everywhere) {
  await send('DELETE', everywhere ? '/sessions' : '/session');
  forget();
}

export function role() {
  return session.organization?.role ?? 'viewer';
}

/** Whether the role may do what is named in the table above. */
export function can(right) {
  return RIGHTS[right].includes(role());
}

/** Whether something was made by this person. */
export function isOwn(thing) {
  return (thing?.createdBy?.id ?? thing?.createdBy) === session.person?.id;
}
