// One request in five ways. The key is a variable of the environment wherever it is a secret.

const single = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const indent = (text, by) => text.replaceAll('\n', `\n${by}`);
const drop = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined
  && value !== ''));

/** The body of `POST /api/v1/renders/sync`. */
export function body(request) {
  return drop({ template: request.template, layers: request.layers, ...request.options });
}

function base64url(text) {
  const bytes = new TextEncoder().encode(text);
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The same request as the address of a picture. */
export function imageURL(server, request, key) {
  const pairs = [['apiKey', key], ['template', request.template]];
  for (const [layer, properties] of Object.entries(request.layers ?? {})) {
    for (const [name, value] of Object.entries(properties)) {
      if (name === 'text' && /[\n#]|[^\u0000-\uffff]/u.test(value)) pairs.push([`${layer}.text64`, base64url(value)]);
      else pairs.push([`${layer}.${name}`, typeof value === 'object' ? JSON.stringify(value) : String(value)]);
    }
  }
  for (const [name, value] of Object.entries(drop(request.options ?? {}))) pairs.push([name, String(value)]);
  return `${server}/api/v1/render?${new URLSearchParams(pairs)}`;
}

const file = (request) => `result.${{ jpeg: 'jpg' }[request.options?.format] ?? request.options?.format ?? 'png'}`;

function curl(server, request) {
  return `curl -X POST ${server}/api/v1/renders/sync \\
  -H "Authorization: Bearer $RENDERSTACK_KEY" \\
  -H "Content-Type: application/json" \\
  -d ${single(JSON.stringify(body(request)))} \\
  --output ${file(request)}`;
}

function node(server, request) {
  return `import { writeFile } from 'node:fs/promises';

const response = await fetch('${server}/api/v1/renders/sync', {
  method: 'POST',
  headers: {
    'Authorization': \`Bearer \${process.env.RENDERSTACK_KEY}\`,
    'Content-Type': 'application/json',
  },
  body: JSON.stringify(${indent(JSON.stringify(body(request), null, 2), '  ')}),
});
if (!response.ok) throw new Error((await response.json()).detail);
await writeFile('${file(request)}', Buffer.from(await response.arrayBuffer()));`;
}

function python(server, request) {
  return `import json, os, urllib.request

body = json.loads(r'''${JSON.stringify(body(request), null, 2).replaceAll("'''", "\\u0027\\u0027\\u0027")}''')
request = urllib.request.Request(
    "${server}/api/v1/renders/sync",
    data=json.dumps(body).encode(),
    headers={
        "Authorization": "Bearer " + os.environ["RENDERSTACK_KEY"],
        "Content-Type": "application/json",
    },
)
with urllib.request.urlopen(request) as response, open("${file(request)}", "wb") as file:
    file.write(response.read())`;
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function image(server, request, key) {
  return `<img src="${escape(imageURL(server, request, key || 'rs_get_YOUR_KEY'))}" alt="" />`;
}

export const languages = [
  ['curl', 'curl', curl], ['node', 'Node', node], ['python', 'Python', python], ['img', '<img>', image],
];
