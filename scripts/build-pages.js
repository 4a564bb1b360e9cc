import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { inboxConfig, launcherConfig, panelConfig, workerConfig } from '../vite.config.ts';
import { drawIcons } from './icons.js';

/**
 * The widget: first the chunks, then the launcher, which is told their hashed names. The demo page comes along as it is:
 * it shows what a site's owner writes, so nothing may be done to it.
 * @returns files below dist, and for the checks: which chunk is what, who imports whom, and all bundled modules
 */
export async function buildWidget(root) {
  needs(root, 'widget/panel/start.ts', 'widget/launcher.ts', 'examples/demo/index.html');
  const built = await bundle(panelConfig(root));
  const folder = `assets/${hashOf(built)}`;
  const panel = built.map(({ type, code, facadeModuleId, isEntry, imports, modules, fileName }) => {
    const inFolder = name => `${folder}/${name}`;
    return {
      type,
      code,
      facadeModuleId,
      isEntry,
      imports: imports.map(inFolder),
      modules,
      fileName: inFolder(fileName),
    };
  });
  const chunks = describe(panel, root, 'widget');
  const launcher = await bundle(launcherConfig(root, folder));
  const [script, ...more] = launcher.filter(item => item.type === 'chunk');
  if (more.length > 0) throw new Error('the launcher must be one file: it may import() by address only, not by name');
  return {
    files: new Map([...contents([...panel, script]), ...(await copies(root, 'examples/demo', 'public/demo'))]),
    launcher: 'public/deskbell.js',
    ...chunks,
    imports: { ...chunks.imports, 'public/deskbell.js': [] },
    modules: { ...chunks.modules, 'public/deskbell.js': moduleIds(script, root) },
  };
}

/**
 * The agents' page: inbox/index.html, what its first screen needs, and a lazy chunk for each further room; each of them
 * with its style and, for each locale, its words. Beside it the service worker, and the icons of the page as an app.
 */
export async function buildInbox(root) {
  needs(root, 'inbox/index.html');
  const output = await bundle(inboxConfig(root));
  const page = output.find(item => item.fileName === 'inbox/index.html');
  // Vite only warns of a style sheet or picture that it does not find, and leaves its address as it stands.
  const lost = /(?:href|src)="(\.(?!\.\/assets\/)[^"]+)"/.exec(page.source);
  if (lost) throw new Error(`inbox/index.html names ${lost[1]}, which does not exist`);
  const worker = await bundle(workerConfig(root));
  const [script, ...more] = worker;
  if (more.length > 0) throw new Error('the service worker must be one file: it can not import()');
  const icons = drawIcons(await readFile(join(root, 'inbox/bell.svg'), 'utf8'));
  const pictures = [...icons].map(([name, bytes]) => [`public/inbox/${name}`, bytes]);
  const facts = describeInbox(output, root);
  return {
    files: new Map([...contents([...output, script]), ...pictures]),
    page: `public/${page.fileName}`,
    worker: 'public/inbox/worker.js',
    ...facts,
    imports: { ...facts.imports, 'public/inbox/worker.js': [] },
    modules: { ...facts.modules, 'public/inbox/worker.js': moduleIds(script, root) },
  };
}

/** Says of each chunk of the inbox what loads with it, and which of them is the first screen. */
function describeInbox(output, root) {
  const facts = { entry: '', imports: {}, modules: {}, lazy: {}, styles: {}, words: {} };
  for (const chunk of output.filter(item => item.type === 'chunk')) {
    const file = `public/${chunk.fileName}`;
    const modules = moduleIds(chunk, root);
    const locale = modules.map(id => /\/words\/(\w\w)\.ts$/.exec(id)?.[1]).find(Boolean);
    if (modules.includes('inbox/main.tsx')) facts.entry = file;
    if (locale) facts.words[file] = locale;
    facts.imports[file] = chunk.imports.map(name => `public/${name}`);
    facts.lazy[file] = chunk.dynamicImports.map(name => `public/${name}`);
    facts.styles[file] = [...chunk.viteMetadata.importedCss].map(name => `public/${name}`);
    facts.modules[file] = modules;
  }
  return facts;
}

/** Names the chunks' folder by all that is in them: one hash in the launcher instead of eight, which do not compress. */
function hashOf(chunks) {
  const hash = createHash('sha256');
  for (const { code } of chunks) hash.update(code);
  return hash.digest('base64url').slice(0, 8);
}

async function bundle(config) {
  const result = await build(config);
  return (Array.isArray(result) ? result : [result]).flatMap(({ output }) => output);
}

function contents(output) {
  return new Map(output.map(item => [`public/${item.fileName}`, item.type === 'chunk' ? item.code : item.source]));
}

async function copies(root, from, to) {
  const entries = await readdir(join(root, from), { recursive: true, withFileTypes: true });
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async path => [`${to}/${relative(join(root, from), path)}`, await readFile(path)]));
}

/** Finds our chunks by the source file each was made from. */
function describe(output, root, folder) {
  const facts = { entry: '', forms: '', kept: '', http: '', spare: '', locales: {}, imports: {}, modules: {} };
  for (const chunk of output.filter(item => item.type === 'chunk')) {
    const file = `public/${chunk.fileName}`;
    const source = chunk.facadeModuleId ? relative(root, chunk.facadeModuleId) : '';
    const locale = source.match(new RegExp(`^${folder}/i18n/([a-z]{2})\\.ts$`));
    if (source === 'widget/forms/forms.tsx') facts.forms = file;
    else if (source === 'widget/forms/kept.tsx') facts.kept = file;
    else if (source === 'protocol/wire/http-socket.ts') facts.http = file;
    else if (source === 'protocol/wire/spare-storage.ts') facts.spare = file;
    else if (locale) facts.locales[locale[1]] = file;
    else if (chunk.isEntry && source !== 'widget/withdraw.ts') facts.entry = file;
    facts.imports[file] = chunk.imports.map(name => `public/${name}`);
    facts.modules[file] = moduleIds(chunk, root);
  }
  return facts;
}

function moduleIds(chunk, root) {
  return Object.keys(chunk.modules)
    .map(id => relative(root, id.replace(/^\0/, '').replace(/\?.*$/, '')))
    .sort();
}

function needs(root, ...sources) {
  for (const source of sources) {
    if (!existsSync(join(root, source))) throw new Error(`${source} does not exist`);
  }
}
