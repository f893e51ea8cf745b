import { ConnectionError, errorOf } from "./errors.js";
import { base, imageURL, signedImageURL } from "./urls.js";

export * from "./errors.js";
export { imageURL, signedImageURL };

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A picture as it came from the server. */
class Picture {
  constructor(bytes, headers) {
    this.bytes = bytes;
    this.contentType = headers.get("content-type") ?? "application/octet-stream";
    this.id = headers.get("x-render-id");
    this.entityTag = headers.get("etag");
    /** What was shrunk, cut, substituted or missing; null where nothing was. */
    this.report = headers.get("x-render-report");
  }

  /** The picture as a Blob, for `URL.createObjectURL` or an upload. */
  blob() {
    return new Blob([this.bytes], { type: this.contentType });
  }
}

/** A client of one server with one key. */
export class RenderStack {
  #server;
  #apiKey;
  #retries;
  #longestWaitSeconds;
  #timeoutSeconds;
  #fetch;
  #wait;

  constructor({ server, apiKey, retries = 2, longestWaitSeconds = 30, timeoutSeconds = 30, fetch, waiting = wait }) {
    if (!server) throw new TypeError("server is missing: the address of the RenderStack server");
    this.#server = base(server);
    this.#apiKey = apiKey;
    this.#retries = retries;
    this.#longestWaitSeconds = longestWaitSeconds;
    this.#timeoutSeconds = timeoutSeconds;
    this.#fetch = fetch ?? ((...rest) => globalThis.fetch(...rest));
    this.#wait = waiting;
  }

  /** Renders a template. `options` are those of `POST /api/v1/renders/sync`. */
  async render(template, options = {}) {
    const response = await this.#send("POST", "/api/v1/renders/sync", { ...options, template });
    return new Picture(new Uint8Array(await this.#read(response, "arrayBuffer")), response.headers);
  }

  /** One page of templates: `{ items, nextCursor }`. */
  async listTemplates({ limit, cursor } = {}) {
    const query = new URLSearchParams();
    if (limit !== undefined) query.set("limit", String(limit));
    if (cursor) query.set("cursor", cursor);
    const text = query.toString();
    return this.#read(await this.#send("GET", `/api/v1/templates${text ? `?${text}` : ""}`), "json");
  }

  /** All templates, page by page. */
  async *templates() {
    let cursor;
    do {
      const page = await this.listTemplates({ cursor });
      yield* page.items;
      cursor = page.nextCursor;
    } while (cursor);
  }

  /** One template by id or slug, with its dynamic layers. */
  async template(idOrSlug) {
    return this.#read(await this.#send("GET", `/api/v1/templates/${encodeURIComponent(idOrSlug)}`), "json");
  }

  /** See {@link imageURL}; `apiKey` must be a GET key. */
  imageURL(template, options) {
    return imageURL(this.#server, template, options);
  }

  /** See {@link signedImageURL}. */
  signedImageURL(template, options) {
    return signedImageURL(this.#server, template, options);
  }

  async #send(method, path, body) {
    for (let attempt = 0; ; attempt += 1) {
      let error;
      try {
        const response = await this.#once(method, path, body);
        if (response.ok) return response;
        error = await errorOf(response);
        if (response.status !== 429 && response.status !== 503) throw error;
      } catch (thrown) {
        if (!(thrown instanceof ConnectionError)) throw thrown;
        error = thrown;
      }
      const seconds = error.retryAfterSeconds ?? 0.25 * 2 ** attempt;
      // Rendering twice is harmless; waiting for longer than the caller agreed to is not.
      if (attempt >= this.#retries || seconds > this.#longestWaitSeconds) throw error;
      await this.#wait(seconds);
    }
  }

  async #once(method, path, body) {
    const headers = { accept: "*/*" };
    if (this.#apiKey) headers.authorization = `Bearer ${this.#apiKey}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    try {
      return await this.#fetch(this.#server + path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(this.#timeoutSeconds * 1000),
      });
    } catch (cause) {
      throw new ConnectionError(`${this.#server} could not be reached`, { cause });
    }
  }

  async #read(response, form) {
    try {
      return await response[form]();
    } catch (cause) {
      throw new ConnectionError("the answer ended early", { cause });
    }
  }
}
