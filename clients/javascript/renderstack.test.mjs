// Runs against a server: RENDERSTACK_URL, RENDERSTACK_KEY, RENDERSTACK_GET_KEY, RENDERSTACK_SECRET; see ClientKitTests.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as kit from "./renderstack.js";

const { RENDERSTACK_URL: server, RENDERSTACK_KEY: apiKey, RENDERSTACK_GET_KEY: getKey } = process.env;
const secret = process.env.RENDERSTACK_SECRET;
const client = new kit.RenderStack({ server, apiKey });

const answering = (answers) => {
  const waits = [];
  const fetch = async () => {
    const next = answers.shift();
    if (next instanceof Error) throw next;
    return new Response(next.body ?? "{}", { status: next.status, headers: next.headers });
  };
  const waiting = async (seconds) => void waits.push(seconds);
  return { client: new kit.RenderStack({ server: "http://x.test", fetch, waiting }), waits };
};

test("a render gives bytes and says what they are", async () => {
  const picture = await client.render("social-card", { layers: { title: { text: "Hello" } }, width: 300 });
  assert.equal(picture.contentType, "image/png");
  assert.deepEqual([...picture.bytes.slice(1, 4)], [80, 78, 71]);
  assert.match(picture.id, /^rnd_/);
  assert.equal((await picture.blob().arrayBuffer()).byteLength, picture.bytes.length);
});

test("templates are listed and read", async () => {
  const slugs = [];
  for await (const { slug } of client.templates()) slugs.push(slug);
  assert.ok(slugs.includes("social-card"));
  assert.equal((await client.listTemplates({ limit: 1 })).items.length, 1);
  assert.ok((await client.template("social-card")).dynamicLayers.length > 0);
});

test("refusals are typed and carry the problem", async () => {
  await assert.rejects(client.render("social-card", { format: "gif", width: 0 }), (error) => {
    assert.ok(error instanceof kit.ValidationError && error instanceof kit.RenderStackError);
    assert.equal(error.slug, "validation-error");
    assert.deepEqual(error.errors.map((problem) => problem.pointer).sort(), ["/format", "/width"]);
    assert.match(error.instance, /^req_/);
    return true;
  });
  await assert.rejects(client.render("nothing"), kit.NotFoundError);
  await assert.rejects(new kit.RenderStack({ server, apiKey: "rs_live_x" }).template("a"), kit.AuthenticationError);
  await assert.rejects(new kit.RenderStack({ server, apiKey: getKey }).template("a"), kit.ForbiddenError);
});

test("a GET URL draws with a referrer of an allowed host, a signed one without", async () => {
  const layers = { title: { text: "50% & ü 🎉\nnew line", fontSize: 40 } };
  const url = client.imageURL("social-card", { apiKey: getKey, layers, width: 300, v: 1 });
  assert.equal((await fetch(url, { headers: { referer: "https://example.com/" } })).status, 200);
  assert.equal((await fetch(url)).status, 403);
  const expires = new Date(Date.now() + 60_000);
  const signed = await client.signedImageURL("social-card", { apiKey: getKey, secret, expires, layers, width: 300 });
  assert.equal((await fetch(signed)).status, 200);
  assert.equal((await fetch(signed + "A")).status, 403);
});

test("the published vectors", async () => {
  const { secret: shown, vectors } = JSON.parse(
    readFileSync(new URL("../../docs/signed-url-vectors.json", import.meta.url), "utf8"));
  for (const vector of vectors) {
    const { template, apiKey: key, width, ...rest } = Object.fromEntries(vector.pairs);
    const layers = {};
    for (const [name, value] of Object.entries(rest)) {
      const dot = name.indexOf(".");
      (layers[name.slice(0, dot)] ??= {})[name.slice(dot + 1)] = value;
    }
    const url = await kit.signedImageURL("https://x.test/", template, {
      apiKey: key, secret: shown, expires: vector.exp, layers, ...(width ? { width } : {}) });
    assert.equal(url, `https://x.test/api/v1/render?${vector.query}`);
  }
});

test("what a URL cannot say is refused before it is sent", () => {
  assert.throws(() => kit.imageURL(server, "t", { apiKey: "k", layers: { a: { text: null } } }), TypeError);
  assert.throws(() => kit.imageURL(server, "t", { apiKey: "k", colour: "red" }), TypeError);
  assert.throws(() => kit.imageURL(server, "t", { apiKey: "k", layers: { a: { text: "x".repeat(9000) } } }), RangeError);
});

test("429 and 503 are tried again after Retry-After, and no longer than agreed", async () => {
  const busy = (seconds) => ({ status: 503, headers: { "retry-after": String(seconds) } });
  const good = { status: 200, body: "png", headers: { "content-type": "image/png" } };
  const patient = answering([busy(3), { status: 429, headers: { "retry-after": "7" } }, good]);
  assert.equal((await patient.client.render("t")).bytes.length, 3);
  assert.deepEqual(patient.waits, [3, 7]);
  const spent = answering([busy(1), busy(1), busy(1), good]);
  await assert.rejects(spent.client.render("t"), kit.OverloadedError);
  assert.deepEqual(spent.waits, [1, 1]);
  const long = answering([busy(31), good]);
  await assert.rejects(long.client.render("t"), (error) => error.retryAfterSeconds === 31);
  const never = answering([{ status: 422 }, good]);
  await assert.rejects(never.client.render("t"), kit.RenderError);
});

test("a broken connection is tried again, then told", async () => {
  const broken = answering([new TypeError("x"), new TypeError("x"), new TypeError("x")]);
  await assert.rejects(broken.client.render("t"), kit.ConnectionError);
  assert.deepEqual(broken.waits, [0.25, 0.5]);
});
