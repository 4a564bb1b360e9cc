import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Config } from '../../../server/config.ts';
import { buildTestApp } from '../../helpers/app.ts';
import { ask } from '../../helpers/http.ts';
import { newFolder } from '../../helpers/new-folder.ts';

const LAUNCHER = 'console.log("the launcher")';

/** A server with a few built files. */
async function deskWithPages(files: Record<string, string> = {}, config: Partial<Config> = {}) {
  const publicDir = newFolder();
  const all = {
    'deskbell.js': LAUNCHER,
    'assets/panel-abc123.js': 'export const panel = 1;',
    'inbox/index.html': '<!doctype html><title>Inbox</title>',
    'demo/index.html': '<!doctype html><script async src="/deskbell.js" data-site="DESKBELL_SITE_KEY"></script>',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(publicDir, path)), { recursive: true });
    writeFileSync(join(publicDir, path), text);
    writeFileSync(join(publicDir, `${path}.br`), brotliCompressSync(text));
    writeFileSync(join(publicDir, `${path}.gz`), gzipSync(text));
  }
  return buildTestApp({ config: { publicDir, ...config } });
}

const shop = { origin: 'https://shop.example' };

test('PG1 the launcher is for every page: short-lived, revalidated, precompressed', async () => {
  const desk = await deskWithPages();
  const plain = await ask(desk, 'GET /deskbell.js', shop);
  expect(plain.body).toBe(LAUNCHER);
  expect(plain.headers).toMatchObject({
    'content-type': expect.stringMatching(/^(text|application)\/javascript/),
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
    etag: expect.any(String),
    'x-content-type-options': 'nosniff',
  });
  expect(plain.headers).not.toHaveProperty('set-cookie');
  const br = await ask(desk, 'GET /deskbell.js', { ...shop, headers: { 'accept-encoding': 'gzip, deflate, br' } });
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: expect.stringMatching(/accept-encoding/i) });
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(LAUNCHER);
  const gzip = await ask(desk, 'GET /deskbell.js', { ...shop, headers: { 'accept-encoding': 'gzip' } });
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(LAUNCHER);
  const again = await ask(desk, 'GET /deskbell.js', { headers: { 'if-none-match': String(plain.headers.etag) } });
  expect(again.statusCode).toBe(304);
  expect((await ask(desk, 'HEAD /deskbell.js')).statusCode).toBe(200);
});

test('PG2 chunks are for every page, for a year', async () => {
  const desk = await deskWithPages();
  const chunk = await ask(desk, 'GET /assets/panel-abc123.js', shop);
  expect(chunk.statusCode).toBe(200);
  expect(chunk.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=31536000, immutable',
  });
});

test.each(['Ab12-C_4', 'Ab12-C_4.1', 'Ab12-C_4.23'])(
  'PG2 the folder of chunks is answered alike as %s',
  async folder => {
    const code = 'import "./panel.js";';
    const desk = await deskWithPages({ 'assets/Ab12-C_4/forms.js': code });
    const chunk = await ask(desk, `GET /assets/${folder}/forms.js`, {
      ...shop,
      headers: { 'accept-encoding': 'br' },
    });
    expect(chunk.statusCode).toBe(200);
    expect(chunk.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
    expect(brotliDecompressSync(chunk.rawPayload).toString()).toBe(code);
  },
);

test.each([
  '/assets/none.js',
  '/assets/panel-abc123.js.1/panel-abc123.js',
  '/assets/Ab12-C_4.1/none.js',
  '/assets/..1/package.json',

  '/assets/%2e%2e/%2e%2e/etc/passwd',
  '/assets/',
  '/assets/.git',
])('PG2 %s is no chunk, and its absence is not kept for a year', async url => {
  const desk = await deskWithPages();
  const answer = await ask(desk, `GET ${url as '/'}`);
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
  expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
});

test('PG3 the inbox is one page for all its addresses, with a policy that lets nothing foreign in', async () => {
  const desk = await deskWithPages();
  for (const line of ['GET /inbox', 'GET /inbox/', 'GET /inbox/conversations/1'] as const) {
    const page = await ask(desk, line);
    expect([line, page.statusCode, page.body]).toEqual([line, 200, '<!doctype html><title>Inbox</title>']);
    expect(page.headers['cache-control']).toBe('no-cache');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).toContain("worker-src 'self'; trusted-types deskbell-worker");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  }
  const home = await ask(desk, 'GET /');
  expect([home.statusCode, home.headers.location]).toEqual([302, './inbox']);
});

test('PG4 the demo speaks for the first site', async () => {
  const desk = await deskWithPages();
  const page = await ask(desk, 'GET /demo');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.body).toContain('data-site="altan"');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect(page.headers['content-security-policy']).toContain("trusted-types 'none'");
});

test('PG5 what is not built is said, and nothing else breaks', async () => {
  const desk = await buildTestApp({ config: { publicDir: '/nowhere' } });
  for (const line of ['GET /demo', 'GET /inbox', 'GET /deskbell.js'] as const) {
    expect([line, (await ask(desk, line)).statusCode]).toEqual([line, 404]);
  }
  expect((await ask(desk, 'GET /healthz')).statusCode).toBe(200);
});

test('PG6 an unknown address is answered in JSON, and of a form as a page', async () => {
  const desk = await deskWithPages();
  const answer = await ask(desk, 'GET /v1/nothing');
  expect([answer.statusCode, answer.json()]).toEqual([
    404,
    { code: 'NOT_FOUND', message: 'There is nothing at this address.' },
  ]);
  const page = await ask(desk, 'GET /f/altan/nothing', { headers: { accept: 'text/html', 'accept-language': 'ru' } });
  expect(page.statusCode).toBe(404);
  expect(page.body).toContain('По этому адресу ничего нет.');
});

const BUILT = '<html data-root="../"><script src="../assets/inbox.js"></script>';

test('PG7 a page finds its files from wherever it is seen, with nothing set', async () => {
  const desk = await deskWithPages({ 'inbox/index.html': BUILT });
  for (const [url, root] of [
    ['/inbox', './'],
    ['/inbox/?from=mail/x', '../'],
    ['/inbox/all/c1/7', '../../../'],
  ] as const) {
    const page = await ask(desk, `GET ${url}`);
    expect(page.body).toBe(`<html data-root="${root}"><script src="${root}assets/inbox.js"></script>`);
  }
  expect((await ask(desk, 'GET /demo/')).body).toContain('src="../deskbell.js"');
});

test.each([
  ['keeps', '/help'],
  ['strips', ''],
])('PG8 everything is below the path of PUBLIC_URL, behind a proxy that %s it', async (_what, path) => {
  const desk = await deskWithPages({ 'inbox/index.html': BUILT }, { publicUrl: 'https://shop.example/help' });
  const get = (url: string) => ask(desk, `GET ${path}${url}` as 'GET /');
  for (const url of ['/inbox', '/inbox/all/c1']) {
    expect((await get(url)).body).toBe('<html data-root="/help/"><script src="/help/assets/inbox.js"></script>');
  }
  expect((await get('/demo')).body).toContain('src="/help/deskbell.js"');
  expect((await get('/')).headers.location).toBe('/help/inbox');
  expect((await get('/docs')).body).toContain('src="/help/docs/static/swagger-ui-bundle.js"');
  expect((await get('/docs/static/swagger-ui.css')).statusCode).toBe(200);
  expect((await get('/deskbell.js')).body).toBe(LAUNCHER);
  expect((await get('/healthz')).statusCode).toBe(200);
  expect((await get('/f/altan/contact')).body).toContain('action="?"');
});

test('PG8 the path itself is the inbox, and one that only begins alike is nothing', async () => {
  const desk = await deskWithPages({}, { publicUrl: 'https://shop.example/help' });
  for (const url of ['/help', '/help?x=1'] as const) {
    expect((await ask(desk, `GET ${url}`)).headers.location).toBe('/help/inbox');
  }
  expect((await ask(desk, 'GET /helpful/inbox')).statusCode).toBe(404);
});
