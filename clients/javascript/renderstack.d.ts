/** Values of one layer's properties, by name; as a template document has them. */
export type Overrides = Record<string, Record<string, unknown>>;

/** What a picture is to be, besides its template. */
export interface PictureOptions {
  layers?: Overrides;
  format?: "png" | "jpeg" | "jpg" | "webp" | "pdf";
  quality?: number;
  width?: number;
  height?: number;
  scale?: number;
  compression?: "fast" | "small";
  strict?: boolean;
}

/** A picture as it came from the server. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly id: string | null;
  readonly entityTag: string | null;
  /** What was shrunk, cut, substituted or missing; null where nothing was. */
  readonly report: string | null;
  blob(): Blob;
}

/** A template as lists show it. */
export interface TemplateSummary {
  id: string;
  slug: string;
  name: string;
  revision: number;
  createdAt: string;
  updatedAt: string;
  createdBy: string;
}

/** One template, with the layers that a request may change. */
export interface Template extends TemplateSummary {
  width: number;
  height: number;
  dynamicLayers: Array<Record<string, unknown>>;
  document?: unknown;
}

export interface TemplatePage {
  items: TemplateSummary[];
  nextCursor: string | null;
}

export interface ClientOptions {
  /** Such as `https://images.example.com`. */
  server: string;
  /** A Master, Project or Read-only key. Keep it out of browsers. */
  apiKey?: string;
  /** How often a 429, a 503 or a broken connection is tried again; 2 by default. */
  retries?: number;
  /** A `Retry-After` beyond this is an error at once; 30 by default. */
  longestWaitSeconds?: number;
  timeoutSeconds?: number;
  /** Another `fetch`, for tests and proxies. */
  fetch?: typeof globalThis.fetch;
  /** How to wait between attempts, for tests. */
  waiting?: (seconds: number) => Promise<void>;
}

export interface ImageURLOptions extends PictureOptions {
  /** A GET key. */
  apiKey: string;
  /** Any value; a new one is a fresh picture. */
  v?: string | number;
}

export interface SignedImageURLOptions extends ImageURLOptions {
  /** The organization's signing secret, `rs_sign_…`. Keep it out of browsers. */
  secret: string;
  /** A Date, or seconds since 1970; a year ahead at most. */
  expires: Date | number;
}

/** A client of one server with one key. */
export class RenderStack {
  constructor(options: ClientOptions);
  render(template: string, options?: PictureOptions): Promise<Picture>;
  listTemplates(page?: { limit?: number; cursor?: string }): Promise<TemplatePage>;
  templates(): AsyncGenerator<TemplateSummary, void, undefined>;
  template(idOrSlug: string): Promise<Template>;
  imageURL(template: string, options: ImageURLOptions): string;
  signedImageURL(template: string, options: SignedImageURLOptions): Promise<string>;
}

/** The address of a picture for `<img>`: works on pages of the allowed hosts. */
export function imageURL(server: string, template: string, options: ImageURLOptions): string;
/** A signed address: works anywhere until it expires. */
export function signedImageURL(server: string, template: string, options: SignedImageURLOptions): Promise<string>;

/** One wrong value of a request. */
export interface Problem {
  pointer: string;
  detail: string;
}

/** A refusal of the server, with every field of its problem document (RFC 9457). */
export class RenderStackError extends Error {
  readonly status: number;
  readonly type: string;
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string | null;
  readonly errors: Problem[];
  readonly retryAfterSeconds: number | null;
}
export class ValidationError extends RenderStackError {}
export class AuthenticationError extends RenderStackError {}
export class ForbiddenError extends RenderStackError {}
export class NotFoundError extends RenderStackError {}
export class RenderError extends RenderStackError {}
export class RateLimitedError extends RenderStackError {}
export class OverloadedError extends RenderStackError {}
export class DeadlineError extends RenderStackError {}
export class ServerError extends RenderStackError {}
/** The server could not be reached, or its answer did not arrive in time. */
export class ConnectionError extends Error {}
