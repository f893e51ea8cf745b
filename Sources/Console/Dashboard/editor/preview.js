import { send } from '../parts/api.js';

/** While a picture is younger than this the next request waits for it: aborting each would never show one. */
const PATIENCE_MILLISECONDS = 120;

function boxes(header) {
  if (!header) return null;
  const bytes = Uint8Array.from(atob(header.replaceAll('-', '+').replaceAll('_', '/')),
    (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * Keeps a picture of something that changes: `request()` gives the body, `show(answer)` gets the newest picture with
 * its boxes and report, `fail(problem)` why there is none. One request flies; a stale one is aborted.
 */
export class Preview {
  constructor({ request, show, fail }) {
    Object.assign(this, { request, show, fail });
    this.flight = null;
    this.wanted = false;
    this.ended = false;
  }

  /** Says that something changed. */
  update() {
    if (this.ended) return;
    if (this.flight) {
      this.wanted = true;
      if (performance.now() - this.flight.start > PATIENCE_MILLISECONDS) this.flight.abort.abort();
      return;
    }
    this.wanted = false;
    this.fly();
  }

  async fly() {
    const flight = { abort: new AbortController(), start: performance.now() };
    this.flight = flight;
    try {
      const answer = await send('POST', 'preview', { body: this.request(), signal: flight.abort.signal });
      const bitmap = await createImageBitmap(await answer.blob());
      performance.measure('preview', { start: flight.start });
      if (!this.ended) {
        this.show({
          bitmap, boxes: boxes(answer.headers.get('X-Layers')), report: answer.headers.get('X-Render-Report'),
          milliseconds: performance.now() - flight.start,
        });
      }
    } catch (problem) {
      if (problem.name !== 'AbortError' && !this.ended) this.fail(problem);
    }
    this.flight = null;
    if (this.wanted) this.update();
  }

  end() {
    this.ended = true;
    this.flight?.abort.abort();
  }
}
