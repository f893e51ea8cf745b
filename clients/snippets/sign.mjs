import { createHmac } from "node:crypto";

const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());

/** A signed image URL that works from any page or mail until `expires` (seconds since 1970). */
export function signedURL(server, parameters, secret, expires) {
  const query = Object.entries({ ...parameters, exp: expires })
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join("&");
  const signature = createHmac("sha256", secret).update(`GET\n/api/v1/render\n${query}`).digest("base64url");
  return `${server}/api/v1/render?${query}&sig=${signature}`;
}
