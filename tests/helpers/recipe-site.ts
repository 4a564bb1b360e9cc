/** Somebody's site, made as docs/embed.md says and served from an origin of its own. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { compile as compileSvelte } from 'svelte/compiler';
import { build, type Plugin } from 'vite';
import { onTestFinished } from 'vitest';
import { compileScript, parse as parseVue } from 'vue/compiler-sfc';
import type { Deskbell } from './deskbell.ts';
import { filledIn, OWN_ELEMENTS, POLICY, recipe } from './recipes.ts';

const ROOT = join(import.meta.dirname, '../..');
const SITES = join(ROOT, 'tests/browser/embed');
/** In the checkout, where packages are found, and out of the compiler's sight. */
const WORK = join(ROOT, '.cache');
const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript' };

/** A site as files by their paths, `/contact/` being one of them. */
type Files = Map<string, string | Buffer>;

/**
 * A single-page app with the recipe's component, bundled by Vite with the framework's own packages, as in development, where React
 * runs effects twice.
 * @returns its origin, without a slash
 */
export async function serveApp(framework: 'React' | 'Vue' | 'Svelte', deskbell: Deskbell): Promise<string> {
  const [, user] = recipe('The same everywhere').blocks;
  const folder = await sourceOf(framework.toLowerCase(), deskbell, { ...recipe(framework).files, 'user.js': user! });
  await cp(join(SITES, 'router.js'), join(folder, 'router.js'));
  await cp(join(SITES, 'index.html'), join(folder, 'index.html'));
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias: { deskbell: join(ROOT, 'dist/sdk/sdk.js') } },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    plugins: [vue(), svelte()],
    build: { minify: false },
  });
  const files = await filesIn(join(folder, 'dist'));
  // Its router knows the rest.
  const page = files.get('/index.html')!;
  return serve(new Map([...files, ['/', page], ['/contact', page], ['/checkout', page]]), deskbell);
}

/** A site that Astro builds, with its router. @returns its origin, without a slash */
export async function serveAstro(deskbell: Deskbell): Promise<string> {
  const folder = await sourceOf('astro', deskbell, {}, recipe('Astro').blocks[0]);
  const astro = join(ROOT, 'node_modules/astro/bin/astro.mjs');
  await promisify(execFile)(process.execPath, [astro, 'build', '--root', folder], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  return serve(await filesIn(join(folder, 'dist')), deskbell);
}

export interface PagesOptions {
  deskbell: Deskbell;
  /** What the recipe has people paste. */
  tag: string;
  /** Where; default: the head. Tag Manager takes it out of a template. */
  where?: 'head' | 'body' | 'template';
  /** A script of the site, such as a library's from `node_modules/`. */
  library?: string;
  /** Attributes of each link. */
  link?: (href: string) => string;
}

/** Two pages of plain HTML: a shop, and one to reach it. @returns the origin, without a slash */
export async function servePages({ deskbell, tag, where = 'head', library, link }: PagesOptions): Promise<string> {
  const linkTo = (href: string, name: string) => `<a href="${href}" ${link?.(href) ?? ''}>${name}</a>`;
  const page = (title: string, content: string) => `<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8"><title>${title}</title>
        ${library ? '<script defer src="/library.js"></script>' : ''}
        ${where === 'head' ? tag : ''}
      </head>
      <body>
        <nav>${linkTo('/', 'Shop')} ${linkTo('/contact/', 'Contact')}</nav>
        <main><h1>${title}</h1>${content}</main>
        ${where === 'body' ? tag : ''}
        ${where === 'template' ? `<template>${tag}</template>` : ''}
      </body>
    </html>`;
  const files: Files = new Map([
    ['/', page('Shop', '')],
    ['/contact/', page('Contact', OWN_ELEMENTS)],
  ]);
  if (library) files.set('/library.js', await readFile(join(ROOT, library)));
  // Scripts that stand in the page itself are the page's own affair.
  const inline = /<script>/.test(tag) ? "'unsafe-inline'" : '';
  return serve(files, deskbell, POLICY.replace("'self'", `'self' ${inline}`));
}

/** Copies a site into a folder that ends with the test, and follows the recipe in it. */
async function sourceOf(name: string, deskbell: Deskbell, pasted: Record<string, string>, tag = ''): Promise<string> {
  await mkdir(WORK, { recursive: true });
  const folder = await mkdtemp(join(WORK, `${name}-`));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // A package of its own, or what ours says of side effects would hold for it too.
  await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  await cp(join(SITES, name), folder, { recursive: true });
  for (const [file, code] of Object.entries(pasted)) await writeFile(join(folder, file.replace(/^src\//, '')), code);
  for (const [path, text] of await filesIn(folder)) {
    const followed = String(text).replaceAll('OWN_ELEMENTS', OWN_ELEMENTS).replace('TAG', tag);
    await writeFile(join(folder, path), filledIn(followed, { url: deskbell.url, siteKey: deskbell.site.key }));
  }
  return folder;
}

async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(each => each.isFile()).map(each => join(each.parentPath, each.name));
  const read = paths.map(async path => [path.slice(folder.length), await readFile(path)] as const);
  return new Map(await Promise.all(read));
}

/** Serves them, by default with the policy that the recipes name. Ends with the test. */
async function serve(files: Files, deskbell: Deskbell, policy = POLICY): Promise<string> {
  const known = { url: deskbell.url, siteKey: deskbell.site.key };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const file = files.get(pathname) ?? files.get(`${pathname.replace(/\/$/, '')}/index.html`);
    response.statusCode = file === undefined ? 404 : 200;
    if (pathname === '/favicon.ico') response.statusCode = 204;
    response.setHeader('content-security-policy', filledIn(policy, known));
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'text/html; charset=utf-8');
    response.end(typeof file === 'string' ? filledIn(file, known) : file);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** What the frameworks' plugins for Vite do, as far as these sites go: their own compilers do the work. */
function vue(): Plugin {
  return {
    name: 'vue',
    transform: {
      filter: { id: /\.vue$/ },
      handler(code, filename) {
        const { descriptor } = parseVue(code, { filename });
        return { code: compileScript(descriptor, { id: filename, inlineTemplate: true }).content, map: null };
      },
    },
  };
}

function svelte(): Plugin {
  return {
    name: 'svelte',
    transform: {
      filter: { id: /\.svelte$/ },
      handler: (code, filename) => ({ code: compileSvelte(code, { filename }).js.code, map: null }),
    },
  };
}
