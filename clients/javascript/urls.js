const optionNames = ["format", "quality", "width", "height", "scale", "compression", "strict", "v"];
const urlCharacters = 8192;

const encoder = new TextEncoder();

/** Percent-encodes everything but the unreserved characters of RFC 3986. */
const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());

/** Orders texts by their UTF-8 bytes, as the server does. */
function byBytes(a, b) {
  const [one, other] = [encoder.encode(a), encoder.encode(b)];
  const shorter = Math.min(one.length, other.length);
  for (let i = 0; i < shorter; i += 1) if (one[i] !== other[i]) return one[i] - other[i];
  return one.length - other.length;
}

function text(name, value) {
  if (value === null || value === undefined) throw new TypeError(`${name}: a URL cannot say "no value"`);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function pairsOf(template, apiKey, options) {
  const pairs = new Map([["template", template]]);
  if (apiKey !== undefined) pairs.set("apiKey", apiKey);
  for (const [name, value] of Object.entries(options)) {
    if (name === "layers") continue;
    if (!optionNames.includes(name)) throw new TypeError(`there is no option "${name}"`);
    if (value !== undefined) pairs.set(name, text(name, value));
  }
  for (const [layer, properties] of Object.entries(options.layers ?? {})) {
    for (const [property, value] of Object.entries(properties)) {
      pairs.set(`${layer}.${property}`, text(`${layer}.${property}`, value));
    }
  }
  return pairs;
}

const queryOf = (pairs) =>
  [...pairs]
    .sort(([a], [b]) => byBytes(a, b))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");

function checked(url) {
  if (url.length > urlCharacters) {
    throw new RangeError(`the URL has ${url.length} characters, ${urlCharacters} are possible; render by POST instead`);
  }
  return url;
}

/** The address of a picture for `<img>`: works on pages of the allowed hosts. */
export function imageURL(server, template, { apiKey, ...options }) {
  return checked(`${base(server)}/api/v1/render?${queryOf(pairsOf(template, apiKey, options))}`);
}

/** A signed address: works anywhere until `expires`, a Date or seconds since 1970. */
export async function signedImageURL(server, template, { apiKey, secret, expires, ...options }) {
  const pairs = pairsOf(template, apiKey, options);
  pairs.set("exp", String(expires instanceof Date ? Math.floor(expires.getTime() / 1000) : Math.floor(expires)));
  const query = queryOf(pairs);
  const signature = await sign(secret, `GET\n/api/v1/render\n${query}`);
  return checked(`${base(server)}/api/v1/render?${query}&sig=${signature}`);
}

export const base = (server) => String(server).replace(/\/+$/, "");

async function sign(secret, message) {
  const subtle = (globalThis.crypto ?? (await import("node:crypto")).webcrypto).subtle;
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const key = await subtle.importKey("raw", encoder.encode(secret), hmac, false, ["sign"]);
  const bytes = new Uint8Array(await subtle.sign("HMAC", key, encoder.encode(message)));
  return btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
