import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(?:js|css|html|svg|json|txt|map|webmanifest)$/;

/**
 * Writes one part to dist/ and removes what its last build wrote and this one does not. What belongs to a part, and what
 * the checks ask about it, is kept in dist/PART.json: parts share folders, so none may empty one.
 * @param built `files`: path below dist -> content; the rest goes into dist/PART.json as it is
 * @returns one line about sizes for people
 */
export async function writePart(name, { files, ...facts }, root) {
  const dist = join(root, 'dist');
  const list = join(dist, `${name}.json`);
  const before = await readFile(list, 'utf8').then(
    text => JSON.parse(text).files,
    () => [],
  );

  const all = new Map(files);
  // Servers send these as they are: the highest levels cost time once, here.
  await Promise.all(
    [...files].map(async ([path, content]) => {
      if (!path.startsWith('public/') || !TEXT.test(path)) return;
      const bytes = Buffer.from(content);
      all.set(`${path}.br`, await brotli(bytes));
      all.set(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }),
  );

  const nonce = process.pid.toString(36);
  for (const [path, content] of all) {
    const file = join(dist, path);
    await mkdir(dirname(file), { recursive: true });
    // Renamed into place: a server or a test that reads at this moment gets the old file or the new one, whole.
    await writeFile(`${file}.${nonce}`, content);
    await rename(`${file}.${nonce}`, file);
  }
  await writeFile(list, `${JSON.stringify({ ...facts, files: [...all.keys()].sort() }, null, 2)}\n`);
  await Promise.all(before.filter(path => !all.has(path)).map(path => rm(join(dist, path), { force: true })));

  const sent = [...all].filter(([path]) => /\.(?:js|css)\.br$/.test(path) && !path.includes('/demo/'));
  const bytes = content => Buffer.byteLength(content);
  if (sent.length > 0) return `${sent.map(([path, content]) => `${label(path)} ${bytes(content)}`).join(', ')} B br`;
  return `${Math.round([...all.values()].reduce((sum, content) => sum + bytes(content), 0) / 1024)} KB`;
}

function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return promisify(brotliCompress)(bytes, { params });
}

/** `public/assets/panel-Ab12Cd34.js.br` -> `panel` */
function label(path) {
  return path
    .replace(/^.*\//, '')
    .replace(/\.br$/, '')
    .replace(/(-[\w-]{8})?\.js$/, '');
}
