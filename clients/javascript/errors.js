/** A refusal of the server, with every field of its problem document (RFC 9457). */
export class RenderStackError extends Error {
  constructor(problem, status, retryAfterSeconds = null) {
    super(problem.detail || problem.title || `the server answered ${status}`);
    this.name = new.target.name;
    this.status = status;
    this.type = problem.type ?? "about:blank";
    /** The stable name of the kind of problem, such as "validation-error". */
    this.slug = this.type.split("/").pop();
    this.title = problem.title ?? "";
    this.detail = problem.detail ?? "";
    /** The request's id, for whoever runs the server. */
    this.instance = problem.instance ?? null;
    /** Every wrong value: `[{ pointer, detail }]`. */
    this.errors = problem.errors ?? [];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** 400: a value is missing, malformed or unknown; `errors` lists all. */
export class ValidationError extends RenderStackError {}
/** 401: the key is missing, unknown, revoked or expired. */
export class AuthenticationError extends RenderStackError {}
/** 403: the key may not do this, or its host is not allowed. */
export class ForbiddenError extends RenderStackError {}
/** 404: there is no such template or render. */
export class NotFoundError extends RenderStackError {}
/** 422: the template and values cannot make a picture. */
export class RenderError extends RenderStackError {}
/** 429: the key's budget of the minute is spent. */
export class RateLimitedError extends RenderStackError {}
/** 503: the server has too much to do. */
export class OverloadedError extends RenderStackError {}
/** 504: the render took too long. */
export class DeadlineError extends RenderStackError {}
/** 500 and whatever else is the server's fault. */
export class ServerError extends RenderStackError {}

/** The server could not be reached, or its answer did not arrive in time. */
export class ConnectionError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "ConnectionError";
  }
}

const kinds = {
  400: ValidationError,
  401: AuthenticationError,
  403: ForbiddenError,
  404: NotFoundError,
  422: RenderError,
  429: RateLimitedError,
  503: OverloadedError,
  504: DeadlineError,
};

/** Reads a refusal; what is no problem document still becomes an error with its status. */
export async function errorOf(response) {
  let problem = {};
  try {
    const body = await response.json();
    if (body && typeof body === "object") problem = body;
  } catch {
    // A proxy may answer in HTML; the status says enough.
  }
  const Kind = kinds[response.status] ?? (response.status >= 500 ? ServerError : RenderStackError);
  return new Kind(problem, response.status, retryAfterSeconds(response));
}

/** `Retry-After` in seconds, as a number or as a date; null where there is none. */
export function retryAfterSeconds(response, now = Date.now()) {
  const text = response.headers.get("retry-after");
  if (!text) return null;
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}
