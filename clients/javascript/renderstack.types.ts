// A program for the type checker alone: `tsc --strict --noEmit` takes it, and each marked line only because it is wrong.
import {
  RateLimitedError, RenderStack, RenderStackError, ValidationError, imageURL, signedImageURL,
} from "./renderstack.js";
import type { ClientOptions, Picture, PictureOptions, TemplateSummary } from "./renderstack.js";

const connection: ClientOptions = { server: "https://images.example.com", apiKey: "rs_live_…", retries: 3, fetch };

export async function draw(): Promise<Uint8Array> {
  const client = new RenderStack(connection);
  const options: PictureOptions = { layers: { title: { text: "Hello", fit: { max: 80 } } }, format: "webp", scale: 2 };
  const picture: Picture = await client.render("social-card", options);
  const tag: string | null = picture.entityTag;
  const blob: Blob = picture.blob();
  return tag === null && blob.size === 0 ? new Uint8Array() : picture.bytes;
}

export async function names(client: RenderStack): Promise<string[]> {
  const found: string[] = [];
  for await (const template of client.templates()) found.push(template.slug);
  let cursor: string | null = (await client.listTemplates({ limit: 10 })).nextCursor;
  while (cursor !== null) {
    const page: { items: TemplateSummary[]; nextCursor: string | null } = await client.listTemplates({ cursor });
    cursor = page.nextCursor;
  }
  const layers: Array<Record<string, unknown>> = (await client.template("social-card")).dynamicLayers;
  return layers.length > 0 ? found : [];
}

export async function addresses(client: RenderStack): Promise<[string, string, string]> {
  const options = { apiKey: "rs_get_…", layers: { title: { text: "Hello" } }, v: 7 };
  const signed = { ...options, secret: "rs_sign_…", expires: new Date() };
  return [
    imageURL("https://images.example.com", "social-card", options), client.imageURL("social-card", options),
    (await client.signedImageURL("social-card", signed)) + (await signedImageURL("", "", { ...signed, expires: 1 })),
  ];
}

export function words(error: unknown): string {
  if (error instanceof ValidationError) return error.errors.map((one) => `${one.pointer} ${one.detail}`).join("\n");
  if (error instanceof RateLimitedError) return `in ${error.retryAfterSeconds ?? 60} s`;
  return error instanceof RenderStackError ? `${error.status} ${error.slug}` : String(error);
}

export async function mistakes(client: RenderStack): Promise<void> {
  // @ts-expect-error There is no such format.
  await client.render("social-card", { format: "gif" });
  // @ts-expect-error The server's address is needed.
  new RenderStack({ apiKey: "rs_live_…" });
  // @ts-expect-error A picture's URL needs a GET key.
  client.imageURL("social-card", {});
  // @ts-expect-error A signed URL expires.
  await client.signedImageURL("social-card", { apiKey: "rs_get_…", secret: "rs_sign_…" });
  // @ts-expect-error Pictures do not change.
  (await client.render("social-card")).bytes = new Uint8Array();
}
