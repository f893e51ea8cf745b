// A signed URL made on one's own server. The functions are the files of `clients/snippets`, each run in a test; only
// their call is written here.
import { imageURL } from './snippets.js';

const text = JSON.stringify;
const single = (word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const lines = (pairs, write, by = '  ') => pairs.map((pair) => `${by}${write(pair)},`).join('\n');
const ruby = (word) => text(word).replaceAll('#', '\\#');

const calls = {
  node: (server, pairs) => `const url = signedURL(${text(server)}, {
${lines(pairs, ([name, value]) => `${text(name)}: ${text(value)}`)}
}, process.env.RENDERSTACK_SIGNING_SECRET, Math.floor(Date.now() / 1000) + 86400);`,
  python: (server, pairs) => `import os, time

url = signed_url(${text(server)}, {
${lines(pairs, ([name, value]) => `${text(name)}: ${text(value)}`, '    ')}
}, os.environ["RENDERSTACK_SIGNING_SECRET"], int(time.time()) + 86400)`,
  php: (server, pairs) => `$url = signed_url(${single(server)}, [
${lines(pairs, ([name, value]) => `${single(name)} => ${single(value)}`, '    ')}
], getenv('RENDERSTACK_SIGNING_SECRET'), time() + 86400);`,
  ruby: (server, pairs) => `url = signed_url(${ruby(server)}, {
${lines(pairs, ([name, value]) => `${ruby(name)} => ${ruby(value)}`)}
}, ENV["RENDERSTACK_SIGNING_SECRET"], Time.now.to_i + 86400)`,
  go: (server, pairs) => `url := SignedURL(${text(server)}, map[string]string{
${lines(pairs, ([name, value]) => `${text(name)}: ${text(value)}`, '\t')}
}, os.Getenv("RENDERSTACK_SIGNING_SECRET"), time.Now().Unix()+86400)`,
  swift: (server, pairs) => `let url = signedURL(${text(server)}, [
${lines(pairs, ([name, value]) => `${text(name)}: ${text(value)}`, '    ')}
], secret: ProcessInfo.processInfo.environment["RENDERSTACK_SIGNING_SECRET"]!, expires: Int(Date().timeIntervalSince1970) + 86400)`,
};

export const signingLanguages = [
  ['node', 'Node'], ['python', 'Python'], ['php', 'PHP'], ['ruby', 'Ruby'], ['go', 'Go'], ['swift', 'Swift'],
];

const functions = new Map();

/** The function of a language with a call that makes this request. */
export async function signingSnippet(language, server, request, key) {
  if (!functions.has(language)) {
    const answer = await fetch(new URL(`signing/${language}.txt`, import.meta.url));
    if (!answer.ok) throw new Error('The snippet could not be loaded.');
    functions.set(language, (await answer.text()).trimEnd());
  }
  const pairs = [...new URL(imageURL(server, request, key)).searchParams];
  return `${functions.get(language)}\n\n${calls[language](server, pairs)}`;
}
